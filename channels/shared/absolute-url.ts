/** An address that a vendor can fetch: one on this server gets its origin; null when that is not known. */
export function absoluteUrl(url: string, publicUrl: string | undefined): string | null {
  if (!url.startsWith("/")) return url;
  return publicUrl === undefined ? null : publicUrl + url;
}
