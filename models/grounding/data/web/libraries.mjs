// Real CSS component libraries behind one small vocabulary: which element and classes draw a button, a field, a card …
// A value is "tag.class.class" or a function; what a library lacks falls back to plain HTML, as it does on real pages.
import { LIBRARY_PACKAGES } from './sources.mjs';

export const LIBRARIES = {
  bootstrap: {
    dark: 'data-bs-theme="dark"', body: '', btn: 'btn', primary: 'btn-primary', plain: 'btn-outline-secondary', danger: 'btn-danger', input: 'form-control', select: 'form-select', label: 'form-label', group: 'mb-3', check: 'form-check', checkInput: 'form-check-input', checkLabel: 'form-check-label', switchWrap: 'form-check form-switch', range: 'form-range', card: 'card', cardBody: 'card-body', cardTitle: 'card-title', table: 'table', nav: 'navbar bg-body-tertiary px-3', navLink: 'nav-link', tabs: 'nav nav-tabs', tab: 'nav-link', tabOn: 'active', tabItem: 'nav-item', alert: 'alert alert-warning', badge: 'badge text-bg-secondary', list: 'list-group', item: 'list-group-item list-group-item-action', itemOn: 'active', menu: 'dropdown-menu show position-static', menuItem: 'dropdown-item', modal: 'modal-content', pages: 'pagination', page: 'page-link', pageItem: 'page-item', crumb: 'breadcrumb', crumbItem: 'breadcrumb-item', container: 'container', progress: ['progress', 'progress-bar'],
  },
  bulma: {
    dark: 'data-theme="dark"', btn: 'button', primary: 'is-primary', plain: '', danger: 'is-danger', input: 'input', select: 'input', selectWrap: 'select is-fullwidth', label: 'label', group: 'field', check: 'checkbox', card: 'card', cardBody: 'card-content', cardTitle: 'title is-5', table: 'table is-fullwidth', nav: 'navbar px-4', navLink: 'navbar-item', tabs: 'tabs', tab: '', tabOn: 'is-active', tabItem: '', onItem: true, alert: 'notification is-warning', badge: 'tag', list: 'panel', item: 'panel-block', itemOn: 'is-active', menu: 'dropdown-content', menuItem: 'dropdown-item', modal: 'box', pages: 'pagination-list', page: 'pagination-link', pageItem: '', crumb: 'breadcrumb', container: 'container', progress: null,
  },
  pico: {
    dark: 'data-theme="dark"', btn: '', primary: '', plain: 'secondary outline', danger: 'contrast', input: '', select: '', label: '', group: '', check: '', switchRole: true, card: '', cardTag: 'article', cardBody: '', cardTitle: '', table: 'striped', nav: '', navLink: '', alert: '', badge: '', list: '', item: '', menu: '', menuItem: '', modal: '', pages: '', page: '', crumb: '', container: 'container', progress: null,
  },
  patternfly: {
    darkClass: 'pf-v6-theme-dark', btn: 'pf-v6-c-button', primary: 'pf-m-primary', plain: 'pf-m-secondary', danger: 'pf-m-danger', input: '', inputWrap: 'pf-v6-c-form-control', select: '', label: 'pf-v6-c-form__label', group: 'pf-v6-c-form__group', check: 'pf-v6-c-check', checkInput: 'pf-v6-c-check__input', checkLabel: 'pf-v6-c-check__label', card: 'pf-v6-c-card', cardBody: 'pf-v6-c-card__body', cardTitle: 'pf-v6-c-card__title', table: 'pf-v6-c-table pf-m-grid-md', td: 'pf-v6-c-table__td', th: 'pf-v6-c-table__th', tr: 'pf-v6-c-table__tr', nav: 'pf-v6-c-masthead', navLink: 'pf-v6-c-nav__link', tabs: 'pf-v6-c-tabs__list', tab: 'pf-v6-c-tabs__link', tabOn: 'pf-m-current', tabItem: 'pf-v6-c-tabs__item', onItem: true, alert: 'pf-v6-c-alert pf-m-warning pf-m-inline', badge: 'pf-v6-c-label', list: 'pf-v6-c-menu', item: 'pf-v6-c-menu__item', menu: 'pf-v6-c-menu', menuItem: 'pf-v6-c-menu__item', modal: 'pf-v6-c-modal-box', pages: '', page: 'pf-v6-c-button pf-m-plain', crumb: 'pf-v6-c-breadcrumb', container: '', progress: null,
  },
  material: {
    btn: 'mdc-button', primary: 'mdc-button--raised', plain: 'mdc-button--outlined', danger: 'mdc-button--unelevated', btnText: 'mdc-button__label', card: 'mdc-card', cardBody: 'demo-pad', cardTitle: 'mdc-typography--headline6', table: 'mdc-data-table__table', td: 'mdc-data-table__cell', th: 'mdc-data-table__header-cell', tr: 'mdc-data-table__row', nav: 'mdc-top-app-bar__row', navBar: 'position:relative', list: 'mdc-deprecated-list', item: 'mdc-deprecated-list-item', itemOn: 'mdc-deprecated-list-item--selected', menu: 'mdc-deprecated-list mdc-elevation--z4', menuItem: 'mdc-deprecated-list-item', modal: 'mdc-card', tabs: 'mdc-tab-scroller__scroll-content', tab: 'mdc-tab', tabOn: 'mdc-tab--active', body: 'mdc-typography', input: 'plain-material', badge: 'demo-chip', container: '', progress: null,
  },
  primer: {
    dark: 'data-color-mode="dark" data-dark-theme="dark"', light: 'data-color-mode="light" data-light-theme="light"', btn: 'btn', primary: 'btn-primary', plain: '', danger: 'btn-danger', input: 'form-control width-full', select: 'form-select width-full', label: 'd-block mb-1 text-bold', group: 'form-group my-3', check: 'form-checkbox', card: 'Box', cardBody: 'Box-body', cardTitle: 'f4 text-bold', table: 'demo-table', nav: 'Header', navLink: 'Header-link mr-3', tabs: 'UnderlineNav-body', tab: 'UnderlineNav-item', tabOn: 'selected', alert: 'flash flash-warn', badge: 'Label', list: 'Box', item: 'Box-row', menu: 'SelectMenu-list Box', menuItem: 'SelectMenu-item', modal: 'Box Box--overlay', pages: 'pagination', page: '', crumb: '', container: 'container-lg p-3', progress: ['Progress', 'Progress-item color-bg-success-emphasis'],
  },
  uikit: {
    btn: 'uk-button', primary: 'uk-button-primary', plain: 'uk-button-default', danger: 'uk-button-danger', input: 'uk-input', select: 'uk-select', label: 'uk-form-label', group: 'uk-margin-small', checkInput: 'uk-checkbox', radioInput: 'uk-radio', range: 'uk-range', card: 'uk-card uk-card-default', cardBody: 'uk-card-body uk-card-small', cardTitle: 'uk-card-title', table: 'uk-table uk-table-divider', nav: 'uk-navbar-container uk-navbar', navLink: 'uk-navbar-item', tabs: 'uk-tab', tab: '', tabOn: 'uk-active', tabItem: '', onItem: true, alert: 'uk-alert uk-alert-warning', badge: 'uk-label', list: 'uk-nav uk-nav-default uk-list-divider', item: '', menu: 'uk-card uk-card-default uk-padding-small', menuItem: 'uk-link-text', modal: 'uk-modal-dialog uk-modal-body', pages: 'uk-pagination', page: '', pageItem: '', crumb: 'uk-breadcrumb', container: 'uk-container', progress: null,
  },
  foundation: {
    btn: 'button', primary: '', plain: 'hollow secondary', danger: 'alert', input: '', select: '', label: '', group: '', card: 'card', cardBody: 'card-section', cardTitle: '', table: 'hover', nav: 'top-bar', navLink: '', tabs: 'tabs', tab: '', tabItem: 'tabs-title', tabOn: 'is-active', onItem: true, alert: 'callout warning', badge: 'label', list: 'vertical menu', item: '', menu: 'vertical menu dropdown', menuItem: '', modal: 'reveal demo-show', pages: 'pagination', page: '', pageItem: '', crumb: 'breadcrumbs', container: 'grid-container', progress: ['progress', 'progress-meter'],
  },
  fomantic: {
    btn: 'ui button', primary: 'primary', plain: 'basic', danger: 'negative', input: '', inputWrap: 'ui fluid input', select: 'ui fluid dropdown', label: '', group: 'field', form: 'ui form', check: 'ui checkbox', card: 'ui segment', cardBody: '', cardTitle: 'ui header', table: 'ui celled table', nav: 'ui menu', navLink: 'item', tabs: 'ui tabular menu', tab: 'item', tabOn: 'active', alert: 'ui warning visible message', badge: 'ui label', list: 'ui vertical fluid menu', item: 'item', itemOn: 'active', menu: 'ui vertical menu', menuItem: 'item', modal: 'ui segment', pages: 'ui pagination menu', page: 'item', crumb: 'ui breadcrumb', container: 'ui container', progress: null,
  },
  spectre: {
    btn: 'btn', primary: 'btn-primary', plain: '', danger: 'btn-error', input: 'form-input', select: 'form-select', label: 'form-label', group: 'form-group', check: 'form-checkbox', checkIcon: true, switchWrap: 'form-switch', card: 'card', cardBody: 'card-body', cardTitle: 'card-title h5', table: 'table table-striped', nav: 'navbar p-2 bg-gray', navLink: 'btn btn-link', tabs: 'tab', tab: '', tabItem: 'tab-item', tabOn: 'active', onItem: true, alert: 'toast toast-warning', badge: 'label label-primary', list: 'menu', item: 'menu-item', menu: 'menu', menuItem: 'menu-item', modal: 'modal-container', pages: 'pagination', page: '', pageItem: 'page-item', crumb: 'breadcrumb', crumbItem: 'breadcrumb-item', container: 'container grid-lg', progress: null,
  },
  milligram: {
    btn: 'button', primary: '', plain: 'button-outline', danger: 'button-clear', input: '', select: '', label: '', group: '', card: 'demo-card', cardBody: '', cardTitle: '', table: '', nav: '', navLink: '', alert: 'demo-card', badge: '', list: '', item: '', menu: 'demo-card', menuItem: '', modal: 'demo-card', pages: '', page: '', crumb: '', container: 'container', progress: null,
  },
  plain: { btn: '', primary: '', plain: '', danger: '', input: '', select: '', label: '', group: '', card: 'demo-card', cardBody: '', cardTitle: '', table: 'demo-table', nav: '', navLink: '', alert: 'demo-card', badge: '', list: '', item: '', menu: 'demo-card', menuItem: '', modal: 'demo-card', pages: '', page: '', crumb: '', container: '', progress: null },
}; // prettier-ignore

export const cssUrl = (base, name) =>
  LIBRARY_PACKAGES[name] ? `${base}/npm/${LIBRARY_PACKAGES[name][0]}/${LIBRARY_PACKAGES[name][3]}` : null;

/** What pages of any library need here: icon boxes, simple layout helpers, and hit testing on everything that shows. */
export const PAGE_CSS = `
*{pointer-events:auto!important;transition:none!important;animation:none!important}.deco,.deco *{pointer-events:none!important}
html,body{overflow:hidden}body{min-height:100vh;margin:0}
.ic{display:inline-flex;width:1.15em;height:1.15em;vertical-align:-.2em;flex:none}.ic svg{width:100%;height:100%;display:block}
.x-row{display:flex;gap:10px;align-items:center}.x-wrap{flex-wrap:wrap}.x-between{justify-content:space-between}.x-col{display:flex;flex-direction:column;gap:10px}.x-grow{flex:1;min-width:0}
.x-grid{display:grid;gap:16px}.x-ell{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}.x-dim{opacity:.65}.x-small{font-size:.85em}.x-pic{background-size:cover;background-position:center}
.x-pad{padding:16px}.x-center{text-align:center}.demo-card{border:1px solid #ccc;border-radius:6px;padding:14px;background:inherit}.demo-pad{padding:16px}
.demo-table{width:100%;border-collapse:collapse}.demo-table td,.demo-table th{padding:6px 10px;border-bottom:1px solid rgb(128 128 128/.3);text-align:left}
.demo-chip{border-radius:99px;border:1px solid rgb(128 128 128/.5);padding:2px 10px;font-size:.85em}.plain-material{border:1px solid #888;border-radius:4px;padding:10px 12px;font:inherit;width:100%;background:transparent;color:inherit}
.demo-show{display:block;position:relative;top:0;min-height:0}.mdc-deprecated-list-item{cursor:default}
.modal-container,.uk-modal-dialog,.pf-v6-c-modal-box{position:relative;opacity:1!important;transform:none!important;margin:0 auto;width:auto;max-width:100%;box-shadow:0 4px 20px rgb(0 0 0/.4)}
.x-over{position:fixed;z-index:1000;background:Canvas;background:var(--page-bg,#fff);box-shadow:0 4px 24px rgb(0 0 0/.35)}.x-dimmer{position:fixed;inset:0;background:rgb(0 0 0/.5);z-index:900}
.mdc-top-app-bar__row{background:var(--mdc-theme-primary,#6200ee);color:#fff}.mdc-button{flex:none}.navbar .btn,.Header .btn{flex:none}.mdc-top-app-bar__row .mdc-button{color:inherit!important;border-color:currentColor!important}.x-search{flex:0 1 auto;width:230px;min-width:120px}
button,.btn,a{white-space:nowrap}
`;
