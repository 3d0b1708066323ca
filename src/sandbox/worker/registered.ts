/**
 * The app as every simulated system knows it: ids, and secrets that a person types. All of it is for show: it opens nothing
 * but these simulations, and whoever looks may see it. Data.
 */

export const registered = {
  singly: { client_id: '7b0c4e19d2a84f6c91e35d80f2c6a7b4', client_secret: 'simulated-1d90c6b27f3e4a58' },
  wayfare: { client_id: 'singlet-walks' },
  kiln: { client_id: 'singlet-studio' },
  smartfile: { client_id: 'SimulatedSmartFileClientOfSinglet0000001', client_secret: 'simulated-smartfile-secret' },
  signeasy: { client_id: 'SimulatedSignEasyManyUsers000001', client_secret: 'simulated-signeasy-secret' },
  'signeasy-machine': { client_id: 'SimulatedSignEasyOneUser00000001', client_secret: 'simulated-one-user-secret' },
  singlefile: { client_id: 'SimulatedSingleFileClientOfSinglet000001', client_secret: 'simulated-singlefile-secret' },
  singleview: {
    client_id: '00000000-0000-4000-8000-000051719137',
    client_secret: 'simulated-singleview-secret',
    client_name: 'SINGLET',
    clientCode: 'simulated-client-code',
    companyId: 'NAKHEEL',
  },
} as const;
