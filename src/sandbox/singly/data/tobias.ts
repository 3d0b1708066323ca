/** Tobias Lind, frame builder in Malmö. None of his services is linked yet. Data. */
import type { Person } from '../terms.ts';

export const tobias: Person = {
  name: 'Tobias Lind',
  initials: 'TL',
  email: 'tobias@lindcykel.example',
  bio: 'Builds steel bicycle frames, two a month. Writes software when the flux is cooling.',
  location: 'Malmö, Sweden',
  url: 'https://lindcykel.example/',
  identities: {
    twitter: { id: '77120945', username: '@tobiaslind' },
    github: { id: '120577', username: 'tlind' },
    instagram: { id: '41190228', username: 'lindcykel' },
    facebook: { id: '100009022151', username: 'tobias.lind' },
    foursquare: { id: '8840127', username: 'tlind' },
    google: { id: '114002377560192844471', username: 'tobias.lind' },
    linkedin: { id: 'Pm20_7v1Za', username: 'tobias-lind' },
    runkeeper: { id: '1144209', username: 'tlind' },
  },
  linked: [],
  posts: [
    { hoursAgo: 8, text: 'Frame 61 is out of the jig and straighter than my back.', likes: 77 },
    { hoursAgo: 70, text: 'A customer asked for a bell tuned to A. Fair.', likes: 240 },
    { hoursAgo: 190, text: 'Moved the geometry calculator to a static page. One server fewer to forget.', likes: 95 },
  ],
  photos: [
    { hoursAgo: 12, name: 'lug-no-61', text: 'Lug, filed. Three hours, one radio play.', likes: 310, place: 'Slottsstaden, Malmö' },
    { hoursAgo: 96, name: 'oresund', text: 'Test ride towards the bridge. Wind: yes.', likes: 151, place: 'Ribersborg' },
  ],
  repositories: [
    { name: 'framegeo', description: 'Bicycle frame geometry in the browser', language: 'JavaScript', stars: 318, hoursAgo: 30 },
    { name: 'spoke', description: 'Spoke lengths, and nothing else', language: 'C', stars: 57, hoursAgo: 640 },
  ],
  visits: [{ hoursAgo: 20, place: 'Ribersborgs Kallbadhus', city: 'Malmö', lat: 55.6057, lng: 12.9663, shout: 'Four degrees' }],
};
