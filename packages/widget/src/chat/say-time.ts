const dayOf = (at: number) => new Date(at).toDateString();

/** The time of today, and the day too of anything older. */
export function sayTime(at: number, locale: string, now = Date.now()): string {
  const day = dayOf(at) === dayOf(now) ? {} : ({ day: 'numeric', month: 'short' } as const);
  return new Intl.DateTimeFormat(locale, { ...day, hour: '2-digit', minute: '2-digit' }).format(at);
}
