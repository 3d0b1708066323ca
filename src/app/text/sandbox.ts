/** Words of the sandbox: the line that says it is on, switching it on and off, what to do first. */

export const sandbox = {
  label: 'Sandbox',
  on: 'The simulated providers run in this browser. Nothing they hold is real.',
  secrets: 'What to type when one asks for a secret',
  off: 'Switch off',
  keep: 'Keep them',
  offAsk: 'Switch the simulated providers off? {count} of theirs will be forgotten with them.',
  one: 'One connection',
  many: '{count} connections',
  offTitle: 'The simulated providers were switched off in another tab.',
  offWhy: 'They and their connections are gone here too. Nothing else changed.',
  bypassedTitle: 'A hard reload went past the simulated providers.',
  bypassedWhy: 'Calls from this page do not reach them now. An ordinary reload brings them back.',
  reload: 'Reload',
  takenTitle: 'The simulated providers cannot run here.',
  takenWhy: 'Another service worker answers for {address}. Only one can.',
  unavailableTitle: 'The simulated providers did not start.',
  unavailableWhy:
    'They need a service worker, which this browser does not offer here: a private window, blocked site data, or sandbox-worker.js missing on the host.',
  next: 'Next: call the API of {name}.',
  nextWhy: 'The token goes along by itself.',
  call: 'Call: {sample}',
  dismiss: 'Dismiss',
  tryWhy:
    'Signs you in at a simulated Singly, takes its token from the address, makes a first call, and shows every step. It runs in this browser: nothing to register, no network, no real account.',
  tryStart: 'Try it with a simulated provider',
  tryBusy: 'Starting the simulated providers',
  tryMemory: 'This browser blocks storage for this site, and they need it.',
} as const;
