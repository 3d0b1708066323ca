/** Ines Marchetti, baker in Turin. Two GitHub accounts and one more of hers already share one Singly account. Data. */
import type { Person } from '../terms.ts';

export const ines: Person = {
  name: 'Ines Marchetti',
  initials: 'IM',
  email: 'ines@fornomarchetti.example',
  bio: 'Baker, fourth generation. Up at three, asleep at eight.',
  location: 'Turin, Italy',
  url: 'https://fornomarchetti.example/',
  identities: {
    twitter: { id: '390551208', username: '@inesmarchetti' },
    github: { id: '2071166', username: 'inesm' },
    instagram: { id: '52008841', username: 'ines.forno' },
    facebook: { id: '100006330418', username: 'ines.marchetti' },
    foursquare: { id: '3320954', username: 'inesm' },
    google: { id: '101255900734418820067', username: 'ines.marchetti' },
    tumblr: { id: 'pane-quotidiano', username: 'pane-quotidiano', takenBack: true },
  },
  // The bakery's, whose id ends like her own: removing hers by name takes the bakery's along.
  further: { github: [{ id: '12071166', username: 'forno-marchetti' }] },
  linked: ['github', '12071166@github', 'tumblr'],
  posts: [
    { hoursAgo: 1, text: 'Rye sold out at 8:10. The early ones know.', likes: 44 },
    { hoursAgo: 33, text: 'The starter turned eleven. It got the good flour.', likes: 178 },
  ],
  photos: [
    { hoursAgo: 2, name: 'rye-at-dawn', text: 'Rye, 6:40, still crackling.', likes: 420, place: 'Vanchiglia, Torino' },
    { hoursAgo: 60, name: 'grissini', text: 'Grissini, stretched by hand, counted by nobody.', likes: 133, place: 'Vanchiglia, Torino' },
  ],
  repositories: [
    { name: 'hydration', description: 'Baker’s percentages for people in a hurry', language: 'CoffeeScript', stars: 9, hoursAgo: 2000 },
  ],
  visits: [{ hoursAgo: 15, place: 'Mercato di Porta Palazzo', city: 'Torino', lat: 45.0766, lng: 7.6834 }],
};
