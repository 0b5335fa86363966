/** What one check of doctor found. */
export interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'problem';
  readonly detail: string;
  /** What to do about it; empty when all is well. */
  readonly remedy: string;
}

export interface Found {
  readonly detail: string;
  /** What to do about something that works in part. */
  readonly warning?: string;
  /** What to do about something that does not work. */
  readonly problem?: string;
}
