/** Chords of playbooks: `mod+shift+s`, where `mod` is Ctrl and on a Mac Cmd. */
import { keySchema } from '../../protocol/intent.ts';
import type { OnPlatforms, Platform } from './schema.ts';

/** The keys, or null when one of them is none. A plus is written `plus`. */
export function chord(text: string, platform: Platform): string[] | null {
  const keys = text
    .trim()
    .split('+')
    .map((k) => k.trim().toLowerCase())
    .map((k) => (k === 'mod' ? (platform === 'macos' ? 'cmd' : 'ctrl') : k === 'plus' ? '+' : k));
  return keys.every((k) => keySchema.safeParse(k).success) ? keys : null;
}

/** The text for a platform; Windows and macOS take the one for Linux when they have none of their own. */
export const forPlatform = (texts: OnPlatforms, platform: Platform): string =>
  typeof texts === 'string' ? texts : (texts[platform] ?? texts.linux);
