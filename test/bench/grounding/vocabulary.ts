/** Words of the synthetic screens: of our own choosing, no evaluation set was looked at for them. */
export const BUTTONS =
  'Apply|Cancel|OK|Save|Save As…|Browse…|Next|Back|Finish|Connect|Disconnect|Add Printer…|Remove|Duplicate|Merge|Compare|Reload|Play All|Burn Disc|Verify|Send|Reply All|Archive|Mark as Read|New Message|Attach File|Print Preview|Check for Updates|Restore Defaults|Test Page|Scan|Crop|Rotate Left|Import Photos|Empty Folder|Import Keys|Sign In|Register|Subscribe|Checkout|Download PDF|Run Query|Commit|Push|Pull|Stash'.split(
    '|',
  );
export const FIELDS =
  'Full path|Host name|Port|User ID|Pass phrase|Mailbox|Street|Postcode|Country code|Caption|Tempo|Sample rate|Frame width|Frame height|Tolerance|Interval|Timeout (s)|Prefix|Suffix|Branch|Commit summary|Proxy host|Subject|Cc|Amount|Account number|Keywords|Artist|Album|Year'.split(
    '|',
  );
export const TOGGLES =
  'Show grid|Snap to guides|Loop playback|Play sounds|Use proxy|Keep session open|Wrap long lines|Highlight current row|Check spelling|Start minimised|Confirm on exit|Use tabs|Show tooltips|Enable logging|Auto reply|Hide toolbar|Record history|Night light|Vibrate|Roaming|Share location|Live preview|Fade in|Mono audio'.split(
    '|',
  );
export const FILES =
  'invoice-march.pdf|holiday.jpg|budget.ods|letter.odt|backup.tar|track01.ogg|readme.txt|notes.md|logo.svg|photo_214.png|report-final.docx|slides.odp|main.c|Makefile|diary.txt|recipe.html|map.gpx|model.stl|song.mid|data.csv'.split(
    '|',
  );
export const MENUS = 'File|Edit|View|Insert|Format|Tools|Message|Go|Bookmarks|Window|Help|Image|Layer|Filters'.split(
  '|',
);
export const PROSE = [
  'Changes will be applied the next time the program starts.',
  'You can save your work at any time and continue later.',
  'The selected printer does not support double sided pages.',
  'Remove unused entries to keep the list short.',
  'Select a file to see its details here.',
];
/** What one wants, and the label of the control that does it. */
export const PURPOSES: readonly (readonly [string, string])[] = [
  ['make the letters bigger', 'Zoom In'],
  ['throw this message away', 'Delete'],
  ['look for a word', 'Find…'],
  ['put the program into another language', 'Language'],
  ['change how the program behaves', 'Preferences'],
  ['write the document to paper', 'Print…'],
  ['get the newest version', 'Update'],
  ['leave the program', 'Quit'],
  ['undo the last change', 'Undo'],
  ['go to the page before', 'Previous'],
  ['read the manual', 'Help Contents'],
  ['store a copy under a new name', 'Save As…'],
  ['fetch the list again', 'Refresh'],
  ['make a new directory', 'New Folder'],
  ['turn off the computer', 'Shut Down'],
  ['see which version this is', 'About'],
  ['pick a picture for the desktop', 'Wallpaper'],
  ['stop getting alerts', 'Do Not Disturb'],
  ['connect to a wireless network', 'Wi-Fi'],
  ['choose another printer', 'Printers'],
  ['give the file another name', 'Rename…'],
  ['pack the files into one', 'Compress…'],
  ['write to somebody', 'New Message'],
  ['see everything that was removed', 'Trash'],
  ['mark the whole text', 'Select All'],
  ['make the letters heavier', 'Bold'],
  ['protect the disk with a secret', 'Encrypt'],
  ['end the session', 'Log Out'],
  ['hear the song', 'Play'],
  ['show the folder tree at the side', 'Sidebar'],
  ['use the whole monitor', 'Fullscreen'],
  ['see the keys that trigger commands', 'Keyboard Shortcuts'],
  ['bring back the factory values', 'Reset to Defaults'],
  ['accept the changes', 'Apply'],
  ['do not go on with this', 'Cancel'],
  ['set the clock of the machine', 'Date & Time'],
  ['turn the photo on its side', 'Rotate Right'],
  ['send a file along with the mail', 'Attach'],
  ['make the sound louder', 'Volume Up'],
  ['remember this website', 'Add Bookmark'],
];
export const SIGN_WORDS: readonly (readonly [string, readonly string[]])[] = [
  ['cross', ['the X', 'the cross button', 'the close button', 'close the window']],
  ['plus', ['the plus button', 'the icon with a plus', 'add another one']],
  ['minus', ['the minus button', 'the small minus sign']],
  ['menu', ['the hamburger menu', 'the button with three lines', 'open the main menu']],
  ['back', ['the back arrow', 'the arrow pointing left', 'go back']],
  ['next', ['the arrow pointing right', 'the right arrow']],
  ['down', ['the arrow pointing down', 'the small down arrow']],
  ['check', ['the check mark', 'the tick icon']],
];
export const COLOURS: readonly (readonly [string, readonly [number, number, number]])[] = [
  ['red', [200, 40, 40]],
  ['green', [50, 150, 70]],
  ['blue', [50, 110, 220]],
  ['yellow', [240, 210, 60]],
  ['orange', [240, 140, 40]],
];
export const DECOYS = ['zigzag', 'fork', 'corner', 'square'];
export const PLACES: readonly (readonly [string, number, number])[] = [
  ['top right', 960, 12],
  ['top left', 12, 12],
  ['bottom right', 960, 730],
  ['bottom left', 12, 730],
];
