/** Documents for LibreOffice as one XML file each, which can be written and read as text. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const NAMES = [
  ...['office', 'text', 'table', 'presentation', 'style'].map(
    (n) => `xmlns:${n}="urn:oasis:names:tc:opendocument:xmlns:${n}:1.0"`,
  ),
  'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"',
  'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
  'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"',
].join(' ');

const escape = (s: string): string => s.replace(/&/g, '&amp;').replace(/</g, '&lt;');

const flat = (kind: string, body: string, styles = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${NAMES} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.${kind}">
${styles}<office:body><office:${kind}>${body}</office:${kind}></office:body></office:document>
`;

/** `.fodt` */
export const textDocument = (...paragraphs: readonly string[]): string =>
  flat('text', paragraphs.map((p) => `<text:p>${escape(p)}</text:p>`).join(''));

/** `.fods`; numbers are numbers. */
export const sheetDocument = (...rows: readonly (readonly (string | number)[])[]): string =>
  flat(
    'spreadsheet',
    `<table:table table:name="Sheet1">${rows
      .map(
        (row) =>
          `<table:table-row>${row
            .map((cell) =>
              typeof cell === 'number'
                ? `<table:table-cell office:value-type="float" office:value="${cell}"><text:p>${cell}</text:p></table:table-cell>`
                : `<table:table-cell office:value-type="string"><text:p>${escape(cell)}</text:p></table:table-cell>`,
            )
            .join('')}</table:table-row>`,
      )
      .join('')}</table:table>`,
  );

/** Without a master page Impress loads none of the slides. */
const MASTER =
  '<office:automatic-styles><style:page-layout style:name="PM0"><style:page-layout-properties fo:page-width="28cm" ' +
  'fo:page-height="15.75cm"/></style:page-layout></office:automatic-styles><office:master-styles>' +
  '<style:master-page style:name="Default" style:page-layout-name="PM0"/></office:master-styles>';

/** `.fodp`, a slide a title. */
export const slideDocument = (...titles: readonly string[]): string =>
  flat(
    'presentation',
    titles
      .map(
        (title, i) =>
          `<draw:page draw:name="page${i + 1}" draw:master-page-name="Default" presentation:presentation-page-layout-name="L"><draw:frame presentation:class="title" ` +
          `svg:width="25cm" svg:height="3cm" svg:x="1cm" svg:y="1cm"><draw:text-box><text:p>${escape(title)}</text:p></draw:text-box></draw:frame></draw:page>`,
      )
      .join(''),
    MASTER,
  );

/** The XML of a document, flat or zipped. */
export function flatText(file: string): string {
  const raw = readFileSync(file);
  if (raw.subarray(0, 2).toString('latin1') !== 'PK') return raw.toString('utf8');
  const script = 'import sys,zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read("content.xml"))';
  return spawnSync('python3', ['-c', script, file], { encoding: 'utf8', maxBuffer: 2 ** 26 }).stdout;
}

const OFF: readonly (readonly [path: string, names: readonly string[]])[] = [
  ['/org.openoffice.Office.Common/Misc', ['ShowTipOfTheDay', 'FirstRun']],
  ['/org.openoffice.Office.Common/AutoCorrect', ['CapitalAtStartSentence', 'UseReplacementTable']],
];

/** Settings of a person who has used LibreOffice before: no tips, no tour. */
export const officeProfile = (): string =>
  '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" ' +
  'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n' +
  OFF.flatMap(([path, names]) =>
    names.map(
      (name) => `<item oor:path="${path}"><prop oor:name="${name}" oor:op="fuse"><value>false</value></prop></item>\n`,
    ),
  ).join('') +
  '<item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse">' +
  '<value>true</value></prop></item>\n</oor:items>\n';
