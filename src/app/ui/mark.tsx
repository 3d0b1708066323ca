/** A bead on a thread: the mark of Singlet; and a thread that was cut. */
import type { JSX } from 'solid-js';
import './mark.css';

export function Mark(): JSX.Element {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      aria-hidden="true"
    >
      <path d="M1 10h4.5M14.5 10H19" />
      <circle cx="10" cy="10" r="4.5" />
    </svg>
  );
}

export function CutThread(): JSX.Element {
  return (
    <svg
      class="cut-thread"
      width="102"
      height="22"
      viewBox="0 0 102 22"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      aria-hidden="true"
    >
      <path d="M1 11h37M64 11h37" />
      <path class="cut-marks" d="M48 4l-4 14M57 4l-4 14" />
    </svg>
  );
}
