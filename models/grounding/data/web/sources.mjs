// Every package the screens are made of: name, pinned version, licence, what is taken from it.
export const ICON_PACKAGES = {
  tabler: ['@tabler/icons', '3.51.0', 'MIT'],
  mdi: ['@mdi/svg', '7.4.47', 'Apache-2.0'],
  lucide: ['lucide-static', '1.62.0', 'ISC'],
  phosphor: ['@phosphor-icons/core', '2.1.1', 'MIT'],
  fluent: ['@fluentui/svg-icons', '1.1.343', 'MIT'],
  material: ['@material-symbols/svg-400', '0.48.2', 'Apache-2.0'],
  ionicons: ['ionicons', '8.1.0', 'MIT'],
  bootstrap: ['bootstrap-icons', '1.13.2', 'MIT'],
  octicons: ['@primer/octicons', '19.42.0', 'MIT'],
  flat: ['flat-color-icons', '1.1.0', 'MIT'],
};

export const LIBRARY_PACKAGES = {
  bootstrap: ['bootstrap', '5.3.9', 'MIT', 'dist/css/bootstrap.min.css'],
  bulma: ['bulma', '1.0.4', 'MIT', 'css/bulma.min.css'],
  pico: ['@picocss/pico', '2.1.1', 'MIT', 'css/pico.min.css'],
  patternfly: ['@patternfly/patternfly', '6.6.1', 'MIT', 'patternfly.min.css'],
  material: ['material-components-web', '14.0.0', 'MIT', 'dist/material-components-web.min.css'],
  primer: ['@primer/css', '22.3.2', 'MIT', 'dist/primer.css'],
  uikit: ['uikit', '3.25.29', 'MIT', 'dist/css/uikit.min.css'],
  foundation: ['foundation-sites', '6.9.0', 'MIT', 'dist/css/foundation.min.css'],
  fomantic: ['fomantic-ui-css', '2.9.4', 'MIT', 'semantic.min.css'],
  spectre: ['spectre.css', '0.5.9', 'MIT', 'dist/spectre.min.css'],
  milligram: ['milligram', '1.4.1', 'MIT', 'dist/milligram.min.css'],
};

export const FONT_PACKAGES = [
  ['ubuntu', '5.3.0', 'UFL-1.0', 'Ubuntu'],
  ['fira-sans', '5.3.0', 'OFL-1.1', 'Fira Sans'],
  ['source-sans-3', '5.3.0', 'OFL-1.1', 'Source Sans 3'],
  ['ibm-plex-sans', '5.3.0', 'OFL-1.1', 'IBM Plex Sans'],
  ['red-hat-text', '5.3.0', 'OFL-1.1', 'Red Hat Text'],
  ['nunito-sans', '5.3.0', 'OFL-1.1', 'Nunito Sans'],
  ['pt-sans', '5.3.0', 'OFL-1.1', 'PT Sans'],
  ['rubik', '5.3.0', 'OFL-1.1', 'Rubik'],
  ['montserrat', '5.3.0', 'OFL-1.1', 'Montserrat'],
  ['work-sans', '5.3.0', 'OFL-1.1', 'Work Sans'],
  ['dm-sans', '5.3.0', 'OFL-1.1', 'DM Sans'],
  ['poppins', '5.3.0', 'OFL-1.1', 'Poppins'],
  ['manrope', '5.3.0', 'OFL-1.1', 'Manrope'],
  ['public-sans', '5.3.0', 'OFL-1.1', 'Public Sans'],
];

/** Families of Debian packages; what is not installed falls back to the next name and is recorded as asked for. */
export const SYSTEM_FONTS = [
  'Cantarell', 'DejaVu Sans', 'Liberation Sans', 'Noto Sans', 'Roboto', 'Inter', 'Lato', 'Open Sans', 'Oxygen', 'Karla', 'Cabin',
  'Carlito', 'Arimo', 'Quicksand', 'Nimbus Sans', 'Noto Sans Display',
]; // prettier-ignore
export const SERIF_FONTS = ['DejaVu Serif', 'Liberation Serif', 'Noto Serif', 'Tinos'];
export const MONO_FONTS = [
  'DejaVu Sans Mono',
  'Liberation Mono',
  'Noto Sans Mono',
  'Hack',
  'JetBrains Mono',
  'Fira Code',
  'Cousine',
];
export const CJK_FONTS = ['Noto Sans CJK SC', 'WenQuanYi Micro Hei'];
export const DEBIAN_PACKAGES = [
  'fonts-cantarell', 'fonts-inter', 'fonts-roboto-unhinted', 'fonts-lato', 'fonts-open-sans', 'fonts-firacode', 'fonts-wqy-microhei',
  'fonts-noto-core', 'fonts-noto-cjk', 'fonts-hack', 'fonts-jetbrains-mono', 'fonts-crosextra-carlito', 'fonts-oxygen', 'fonts-karla',
  'fonts-cabin', 'fonts-quicksand', 'fonts-croscore', 'fonts-liberation', 'fonts-dejavu',
]; // prettier-ignore

/** Interface strings of real programs with their translations. */
export const STRING_PACKAGES = {
  monaco: ['monaco-editor', '0.57.0', 'MIT'],
  excalidraw: ['@excalidraw/excalidraw', '0.18.1', 'MIT'],
};
export const JUPYTER_VERSION = '4.5.post3'; // PyPI jupyterlab-language-pack-*, BSD-3-Clause

export const npmSpecs = () => [
  ...[...Object.values(ICON_PACKAGES), ...Object.values(LIBRARY_PACKAGES), ...Object.values(STRING_PACKAGES)].map(
    ([name, version]) => `${name}@${version}`,
  ),
  ...FONT_PACKAGES.map(([name, version]) => `@fontsource/${name}@${version}`),
];
