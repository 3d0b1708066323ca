/** Who takes part: the applications registered with Singly, and the people with their things. Types only. */

/** An application registered with Singly. */
export interface SinglyApp {
  readonly client_id: string;
  readonly client_secret: string;
  readonly name: string;
  /** Prefixes that a redirect_uri may start with, compared without regard to case. */
  readonly callbackUrls: readonly string[];
  /** Exempt from the check of redirect_uri. */
  readonly sandbox?: boolean;
}

/** Somebody's account at one service. */
export interface Identity {
  readonly id: string;
  readonly username: string;
  /** The service took back what it gave to Singly: the profile stays, nothing can be asked with it. */
  readonly takenBack?: true;
}

export interface Post {
  readonly hoursAgo: number;
  readonly text: string;
  readonly likes: number;
}

export interface Photo extends Post {
  /** Names the drawing. */
  readonly name: string;
  readonly place?: string;
}

export interface Repository {
  readonly name: string;
  readonly description: string;
  readonly language: string;
  readonly stars: number;
  readonly hoursAgo: number;
}

export interface Visit {
  readonly hoursAgo: number;
  readonly place: string;
  readonly city: string;
  readonly lat: number;
  readonly lng: number;
  readonly shout?: string;
}

export interface Person {
  readonly name: string;
  readonly initials: string;
  readonly email: string;
  readonly bio: string;
  readonly location: string;
  readonly url: string;
  /** By service. */
  readonly identities: Readonly<Record<string, Identity>>;
  /** Further accounts at one of these services, a shop's beside one's own. */
  readonly further?: Readonly<Record<string, readonly Identity[]>>;
  /** Services that already share one Singly account when the simulation starts; a further one stands here as "id@service". */
  readonly linked: readonly string[];
  readonly posts: readonly Post[];
  readonly photos: readonly Photo[];
  readonly repositories: readonly Repository[];
  readonly visits: readonly Visit[];
}
