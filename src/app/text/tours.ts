/** Words of the tours: for each step its title, what to do now, and what to look at once it is done. */

export const tour = {
  label: 'Tour',
  at: 'Step {step} of {count}',
  over: 'The end',
  done: 'Done:',
  said: '{at}: {title}. {words}',
  show: 'Show me',
  back: 'Back',
  next: 'Next',
  skip: 'Skip',
  leave: 'Leave',
  close: 'Close',
  look: 'Open the inspector',
  reload: 'Reload this page',
  redo: 'Go back to “{title}”',
  secrets: 'What to type',
  farmSecret: 'It stands in tests/fixtures/farm/seeds.ts.',
  others: 'Go on with',
} as const;

interface StepWords {
  readonly title: string;
  /** What to do. */
  readonly act: string;
  /** What there is to see when it was done. */
  readonly seen: string;
  /** What is missing for it, after a reload or a no. */
  readonly gone?: string;
}

interface TourWords {
  readonly steps: Readonly<Record<string, StepWords>>;
  readonly end: { readonly title: string; readonly words: string };
}

const forgotten = 'The page was loaded anew, and the inspector keeps nothing beyond that.';
const nobody = 'There is no connection to {name} now.';

const tryIt: TourWords = {
  steps: {
    connect: {
      title: 'Sign in',
      act: 'Singly asks whether this page may use the account. Press “Allow” there; it sends you back here.',
      seen: 'You are back, with a token.',
    },
    keep: {
      title: 'Is it yours?',
      act: 'The token came in the address, which is clean again. It is held apart until you say whose account it is: press “Yes, keep this account”.',
      seen: 'It is kept.',
      gone: 'The token was not kept.',
    },
    call: {
      title: 'The first call',
      act: 'It is on its way: “Profiles in this account”, and the token goes along.',
      seen: 'It was answered.',
      gone: nobody,
    },
  },
  end: {
    title: 'Connected, and its API answered',
    words: 'The inspector has the sign-in, open at the step where the token arrived. Choose any other step to see what it was for.',
  },
};

const fragment: TourWords = {
  steps: {
    connect: {
      title: 'Sign in',
      act: 'Singly puts its token into the address that it sends you back to. Press “Connect Singly”, then “Allow” on its page.',
      seen: 'You are back, and the address is clean again. The token is in no list of yours yet: this page holds it in memory.',
    },
    address: {
      title: 'What the address held',
      act: 'Open the inspector and choose “Back, with access_token”.',
      seen: 'The token stood after the #, a part that browsers send to no server. The first script of callback/ copied the address and wiped it before any other script ran.',
      gone: forgotten,
    },
    nonce: {
      title: 'What ties it to your click',
      act: 'In the inspector, choose “Reply compared, address cleaned”.',
      seen: 'Singly returns no state, so this page put a nonce, txn, into the redirect URI: it came back as it was sent. That proves that the reply answers your click, and not whose token is in it.',
      gone: forgotten,
    },
    keep: {
      title: 'Whose token it is',
      act: 'Nothing has proved whose token this is, so it works for nothing yet. Look at the account, then press “Yes, keep this account”.',
      seen: 'Now it is kept, encrypted under a key that no script can read out. A script that runs in this page could still use it; no page can prevent that.',
      gone: 'The token was not kept: it was only in the memory of the page.',
    },
    call: {
      title: 'A call with it',
      act: 'Choose the call “Profiles in this account” and press “Send”.',
      seen: 'It was answered. A rule covers this address, so the token went along; to an address that no rule covers, a call goes out without it.',
      gone: nobody,
    },
    sent: {
      title: 'How it travelled',
      act: 'Open the inspector and choose the call to Singly.',
      seen: 'Singly lets no page send an Authorization header, so this token goes in the query, and its server may log it. Most APIs take it in the header.',
      gone: forgotten,
    },
  },
  end: {
    title: 'What a fragment gives away',
    words:
      'Not to servers, and not in a Referer. But to scripts and extensions of the page, and to the history that the browser keeps on disk, which a page cannot clear. Singly’s tokens never end, so one that leaked stays good.',
  },
};

const pkce: TourWords = {
  steps: {
    connect: {
      title: 'Sign in',
      act: 'Kiln sends back a code, and gives the token only to the one who asked for it. Connect Kiln, then sign in and allow it there.',
      seen: 'The address brought a code and no token. This page has redeemed it already, and the next step shows how.',
    },
    verifier: {
      title: 'Verifier and challenge',
      act: 'Open the inspector and choose “POST code, code_verifier”.',
      seen: 'At first only the challenge was sent, a hash. Now the verifier behind it is, and hashed again it is the same. Kiln checks that too, so a code alone is worth nothing.',
      gone: forgotten,
    },
    'id-token': {
      title: 'The ID token',
      act: 'In the inspector, choose “ID token compared”.',
      seen: 'Who made it, for which app, when, and with the nonce of this sign-in. Its signature is not checked: it came straight from the token endpoint.',
      gone: forgotten,
    },
    renew: {
      title: 'A new token, without you',
      act: 'The row of Kiln says how long its token still lasts. Press “More for Kiln”, then “Renew now”.',
      seen: 'Four other characters on the same thread: a new token, and no question. When one has ended, the next call does this by itself.',
      gone: nobody,
    },
    rotation: {
      title: 'The refresh token changed too',
      act: 'In the inspector, choose the renewal and the reply that brought the tokens.',
      seen: 'A new refresh token came along, and the one that was sent counts no more. Both new ones were stored in one step, before anything used them.',
      gone: forgotten,
    },
    lost: {
      title: 'A reply that never arrives',
      act: 'Press “Faults”, give Kiln “Token reply is lost on the way”, and renew it again.',
      seen: 'Kiln has changed the refresh token, but this page never got the new one and still has the old. It does not try again by itself.',
      gone: nobody,
    },
    reuse: {
      title: 'An old one is used twice',
      act: 'Set the fault of Kiln back to “None” and renew it once more.',
      seen: 'Kiln was shown a refresh token for the second time. It cannot tell a thief from an unlucky page, so it ended all tokens of this sign-in. Only a new one helps.',
      gone: nobody,
    },
  },
  end: {
    title: 'Why renewals wait for each other',
    words:
      'Two tabs that renew at once would look like a thief and a victim. So one renews and the others take what it got; a lock saves the work, and the vault refuses what is older.',
  },
};

const secret: TourWords = {
  steps: {
    connect: {
      title: 'Sign in',
      act: 'SmartFile gives a token only for a client secret. Connect SmartFile, then sign in and allow it there.',
      seen: 'You are asked for the secret only now that it is needed. The settings of this page have no place for one: they are refused with a secret in them.',
    },
    type: {
      title: 'Who gets it',
      act: 'The field names the one host it is sent to; beside it stands who can read along. Type the secret of SmartFile and send it.',
      seen: 'It went to that host, in that request, and to no other. Unless you chose to keep it, only the memory of this page has it.',
      gone: 'The question for the secret is gone; nothing was kept.',
    },
    unseen: {
      title: 'What the inspector knows of it',
      act: 'Open the inspector and choose “POST code, code_verifier”.',
      seen: 'What you typed does not stand there. The inspector is never given it, so nothing that is copied or saved from there can hold it.',
      gone: forgotten,
    },
    renew: {
      title: 'Renew without being asked',
      act: 'Press “More for SmartFile”, then “Renew now”.',
      seen: 'No question: the page remembers the secret until you reload or leave, or until 15 minutes go by without a use.',
      gone: nobody,
    },
    reload: {
      title: 'Reload',
      act: 'Reload this page, with the button here or with that of the browser.',
      seen: 'The connection is still there: its tokens are in the vault. The secret was in the memory of the page that is gone.',
      gone: nobody,
    },
    gone: {
      title: 'Renew again',
      act: 'Press “More for SmartFile” and “Renew now” once more.',
      seen: 'The page has no secret any more and says so. The token that it has goes on working until it ends.',
      gone: nobody,
    },
  },
  end: {
    title: 'Why a secret in a page is none',
    words:
      'Everybody who opens a page can read what is in it, so a secret that comes with the page is published. One that you type is yours, and still every script and extension in the page can read it while you do.',
  },
};

export const tourWords = { try: tryIt, fragment, pkce, secret } as const;
