/** Words of the page that stands in for the app: where browsers give no encryption, and where the settings cannot be read at all. */

export const insecure = {
  title: 'This address is not safe enough for tokens',
  lead: 'Singlet seals tokens before it stores them, and browsers give pages the means for that only over https or on this device. {origin} is neither, so nothing is read or stored here.',
  ways: 'Two ways out',
  https: 'Over https',
  httpsWhy: 'Serve the same files over https. Every static host does; it needs no server of your own.',
  local: 'On this device',
  localWhy: 'Open the page on the machine that serves it, as localhost or 127.0.0.1:',
  tryHttps: 'Try {address}',
} as const;

/** The file as a whole; one faulty entry of it is told among the providers. */
export const settings = {
  title: 'singlet.config.json cannot be used',
  lead: 'It lies beside index.html and is not what it has to be, so nothing was opened. Your connections are untouched. Correct what is named here, then reload.',
} as const;
