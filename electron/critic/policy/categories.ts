/** What each category of actions means, for whoever switches one off. */
import type { Category } from '../../protocol/verdict.ts';

// prettier-ignore
export const CATEGORY_MEANS: Readonly<Record<Exclude<Category, 'none'>, string>> = {
  delete: 'deletes files, messages, entries or settings, or moves them to the trash',
  overwrite: 'puts something in place of what is there, so that the older content is lost',
  close_unsaved: 'closes or ends something that has work in it which is not saved',
  power: 'restarts, switches off or logs out',
  format_disk: 'formats, partitions or writes a disk, or begins to install a system',
  install_remove: 'installs, updates or removes software',
  settings_security: 'changes a setting that guards the system or its network',
  send_publish: 'sends or shows something to others: messages, forms, posts, uploads',
  payment: 'buys, pays, transfers or subscribes',
  credentials: 'enters, shows, copies or stores a password or another secret',
  shell: 'runs commands or programs whose effect is not known',
  permission_grant: 'gives a program or a person rights: camera, files, control, access',
};
