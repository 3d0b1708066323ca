/** The id of an entry: 32 hex characters, always the same for the same idr. Pure; not a secure hash, and not meant as one. */
export function entryId(idr: string): string {
  const parts = [0x811c9dc5, 0x1000193, 0x9e3779b1, 0x85ebca6b].map((start) => {
    let hash = start;
    for (const sign of idr) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16777619) >>> 0;
    return hash.toString(16).padStart(8, '0');
  });
  return parts.join('');
}
