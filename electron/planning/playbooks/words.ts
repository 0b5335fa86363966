/**
 * Words that mean the same in a request, a table a language. The first of a row stands for it. A word may be in several
 * rows: which meaning counts is decided by the phrase it is compared with.
 *
 * Errs towards few: two words in one row may be exchanged in every playbook.
 */
import type { Language } from './schema.ts';

const rows = (text: string): readonly (readonly string[])[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));

/** Rows of words. */
export const SYNONYMS: Readonly<Record<Language, readonly (readonly string[])[]>> = {
  en: rows(`
    create make add new produce generate build start
    insert add put place include
    delete remove erase discard drop
    delete clear erase empty wipe
    clear reset
    make set put turn change convert bring
    start begin launch
    open show display
    new another
    text word
    go return back
    trash bin recycle
    delete trash
    rename retitle
    copy duplicate clone
    move relocate shift transfer put
    save store keep
    write type enter put
    open launch start run
    show display reveal view unhide
    hide conceal
    close quit exit shut
    find search locate seek
    replace substitute swap exchange change
    print printout
    export convert save
    zoom enlarge magnify bigger larger increase grow
    shrink reduce smaller decrease
    zoomin enlarge magnify bigger larger increase
    zoomout shrink smaller decrease reduce
    rotate turn spin
    flip mirror
    calculate compute evaluate solve
    calculate tell
    select highlight mark
    enable activate show on
    disable deactivate off hide
    toggle switch enable disable
    go navigate jump visit take bring
    visit open browse load
    folder directory
    file document
    document file text page content
    picture image photo
    page site website webpage
    column col
    sum total
    average mean
    maximum max largest highest biggest
    minimum min smallest lowest
    sort order arrange
    ascending up
    descending down
    screenshot screengrab capture snapshot
    settings preferences options
    everything all whole entire every
    all every each
    name call title
    named called titled name
    empty blank new
    undo revert
    redo repeat
    beginning start top
    end bottom
    next following
    previous prior back last before
    reload refresh
    bookmark favourite favorite
    execute run
    line row
    occurrence instance
    heading title headline
    header title
    table grid
    background wallpaper
    theme style appearance look
    font typeface
    center centre
    centered centred
    bold bolded
    italic italics
    uppercase capitals caps
    number figure
    link address
    check tick
    send submit
    compress zip pack archive
    extract unpack unzip decompress
    properties details info information
    result answer
    quickly fast
    wrap wrapping
    terminal console shell
    cell field
    set change
    list
    size bigger
    fullscreen
  `),
  de: rows(`
    erstellen anlegen machen hinzufügen neu erzeugen
    einfügen hinzufügen setzen
    löschen entfernen beseitigen
    papierkorb
    umbenennen
    kopieren duplizieren
    verschieben bewegen
    speichern sichern ablegen
    schreiben tippen eingeben
    öffnen starten aufmachen
    zeigen anzeigen einblenden
    ausblenden verstecken
    schließen beenden zumachen
    suchen finden
    ersetzen austauschen tauschen
    drucken ausdrucken
    exportieren speichern
    vergrößern heranzoomen größer
    verkleinern herauszoomen kleiner
    drehen rotieren
    rechnen berechnen ausrechnen
    auswählen markieren
    einschalten aktivieren anschalten
    ausschalten deaktivieren abschalten
    gehen springen wechseln
    besuchen öffnen aufrufen
    ordner verzeichnis
    datei dokument
    dokument datei text
    bild foto
    seite webseite website
    spalte
    summe summieren addieren
    sortieren ordnen
    bildschirmfoto screenshot
    einstellungen optionen
    alles ganze alle jedes
    namens name genannt
    rückgängig zurücknehmen
    neu aktualisieren
    lesezeichen favorit
    ausführen starten
    fett
    überschrift titel
    terminal konsole
  `),
  es: rows(`
    crear hacer añadir nuevo nueva agregar
    insertar añadir poner agregar
    eliminar borrar quitar suprimir
    papelera
    renombrar
    copiar duplicar
    mover trasladar
    guardar salvar almacenar
    escribir teclear
    abrir iniciar lanzar
    mostrar enseñar
    ocultar esconder
    cerrar salir
    buscar encontrar
    reemplazar sustituir cambiar
    imprimir
    exportar guardar
    ampliar acercar agrandar
    reducir alejar
    girar rotar
    calcular computar
    seleccionar marcar
    activar encender
    desactivar apagar
    ir saltar
    visitar abrir
    carpeta directorio
    archivo fichero documento
    documento archivo texto
    imagen foto
    página sitio web
    columna
    suma sumar total
    ordenar clasificar
    captura pantallazo
    ajustes configuración preferencias
    todo todos todas
    llamado llamada nombre
    deshacer
    recargar actualizar
    marcador favorito
    ejecutar lanzar
    negrita
    título encabezado
    terminal consola
  `),
  fr: rows(`
    créer faire ajouter nouveau nouvelle
    insérer ajouter mettre
    supprimer effacer enlever
    corbeille
    renommer
    copier dupliquer
    déplacer bouger
    enregistrer sauvegarder sauver
    écrire taper saisir
    ouvrir lancer démarrer
    afficher montrer
    masquer cacher
    fermer quitter
    chercher trouver rechercher
    remplacer substituer changer
    imprimer
    exporter enregistrer
    agrandir zoomer
    réduire
    tourner pivoter
    calculer
    sélectionner surligner
    activer allumer
    désactiver éteindre
    aller
    visiter ouvrir
    dossier répertoire
    fichier document
    document fichier texte
    image photo
    page site
    colonne
    somme total additionner
    trier classer
    capture
    paramètres réglages préférences
    tout tous toutes
    nommé appelé nom
    annuler
    actualiser recharger
    signet favori
    exécuter lancer
    gras
    titre
    terminal console
  `),
  // Chinese is compared character by character; whole words are exchanged before that.
  zh: [],
};

/** Phrases of several words that are one meaning; applied to the text before it is divided into words. */
export const PHRASES: Readonly<Record<Language, readonly (readonly [RegExp, string])[]>> = {
  en: [
    [/\bget rid of\b/gi, 'delete'],
    [/\bthrow (?:away|out)\b/gi, 'delete'],
    [/\b(?:recycle|rubbish) bin\b|\btrash can\b/gi, 'trash'],
    [/\badd(?:ing)? up\b/gi, 'sum'],
    [/\bwork(?:ing)? out\b|\bfigure out\b|\b(?:what|how much) (?:is|does|are)\b|\bwhat's\b/gi, 'calculate'],
    [/\b(?:turn|switch)(?:ed)? on\b/gi, 'enable'],
    [/\b(?:turn|switch)(?:ed)? off\b/gi, 'disable'],
    [/\blook(?:ing)? (?:for|up)\b/gi, 'find'],
    [/\bscreen[- ]?(?:shot|capture|grab)s?\b|\bpicture of (?:the|my) (?:whole )?screen\b/gi, 'screenshot'],
    [/\bfull[- ]screen\b/gi, 'fullscreen'],
    [/\bline numbers\b|\bline numbering\b/gi, 'linenumbers'],
    [
      /\b(?:word|line|text) ?wrap(?:ping)?\b|\bwrap(?:ping)? (?:of )?(?:the )?(?:long )?(?:lines?|words?|text)\b|\blong lines? wrap(?:ped)?\b/gi,
      'wordwrap',
    ],
    [/\bzoom(?:ing)? in\b/gi, 'zoomin'],
    [/\bzoom(?:ing)? out\b/gi, 'zoomout'],
    [/\bwould (?:like|love)\b|\b(?:want|need)(?: you)?(?: to)?\b/gi, ' '],
    [/\bfill(?:ing)? (?:in|out)\b/gi, 'fill'],
    [/\bupper ?case\b|\ball caps\b|\bcapital letters\b/gi, 'uppercase'],
    [/\blower ?case\b|\bsmall letters\b/gi, 'lowercase'],
    [/\bfind and replace\b|\bsearch and replace\b/gi, 'replace'],
    [/\bset(?:ting)? up\b/gi, 'create'],
    [/\bweb ?(?:page|site)s?\b/gi, 'page'],
  ],
  de: [
    [/\brückgängig machen\b/giu, 'rückgängig'],
    [/\bneu laden\b/giu, 'aktualisieren'],
    [/\bwas (?:ist|ergibt|macht)\b|\bwie ?viel (?:ist|sind)\b/giu, 'berechnen'],
  ],
  es: [
    [/\bcuánto (?:es|son|da)\b|\bcuanto es\b/giu, 'calcular'],
    [/\bcaptura de pantalla\b/giu, 'captura'],
    [/\bcambiar? el nombre (?:de|del)\b|\bcambia el nombre (?:de|del)\b/giu, 'renombrar'],
    [/\ba la papelera\b/giu, 'papelera'],
  ],
  fr: [
    [/\bcombien (?:font|fait)\b/giu, 'calculer'],
    [/\bcapture d['’]écran\b/giu, 'capture'],
    [/\bà la corbeille\b/giu, 'corbeille'],
  ],
  zh: [
    [/目录|資料夾/gu, '文件夹'],
    [/创建|建立|建个|建一个|新增/gu, '新建'],
    [/储存|存储/gu, '保存'],
    [/档案/gu, '文件'],
    [/移除|清除/gu, '删除'],
    [/查找|寻找/gu, '搜索'],
    [/截屏|屏幕截图/gu, '截图'],
    [/照片|图像/gu, '图片'],
    [/计算一下|等于多少|是多少|算一下/gu, '计算'],
    [/请|帮我|一下|把|将|吧|我想|我要/gu, ''],
  ],
};

/** Words that carry little: left out or added at little cost. */
export const LITTLE: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: new Set(
    `the a an of to in on at for with by from into onto as and then that this these those it its my your our their me you i we is are be was were been
     will would could should can may might please just so some any there here now also too up out over do does did have has had having get gets got let lets
     which who what where when how using use via under inside within onto off than like ok okay hey hi need want would'd i'd i'm it's one thing right left
     currently current active front kindly bit little window app application program computer machine system quickly simply`.split(
      /\s+/,
    ),
  ),
  de: new Set(
    'der die das den dem des ein eine einen einem einer eines und oder in im ins auf an am zu zum zur mit von vom für als bitte mal doch dann ist sind wird werden soll sollen ich du sie es wir mir mich hier jetzt dieses diese dieser diesen aktuelle aktuellen programm fenster bei nach aus über unter um so auch noch möchte will kann könntest hätte gern gerne brauche'.split(
      ' ',
    ),
  ),
  es: new Set(
    'el la los las un una unos unas de del al a en con por para y o que como este esta estos estas ese esa mi tu su me te se lo por favor es son sea quiero quisiera puedes aquí ahora programa ventana actual'.split(
      ' ',
    ),
  ),
  fr: new Set(
    "le la les l un une des du de d à au aux en dans sur avec par pour et ou que qui ce cette ces cet mon ma mes ton votre me moi te se s'il vous te plaît svp est sont soit veux voudrais peux ici maintenant programme fenêtre actuel actuelle".split(
      ' ',
    ),
  ),
  zh: new Set('的 了 在 到 个 一 为 用 和 与 并 请 这 那 里 中 成 给 叫 名 为'.split(' ')),
};

/** Words that only say again what the request is about: they count, but not much. */
export const GENERAL: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: new Set(
    'file files document documents text page word words cell cells picture image photo line item thing content contents called named titled new name folder directory'.split(
      ' ',
    ),
  ),
  de: new Set(
    'datei dateien dokument text seite wort wörter zelle zellen bild foto zeile inhalt namens genannt neu neue neuen neuer neues name namen ordner verzeichnis'.split(
      ' ',
    ),
  ),
  es: new Set(
    'archivo archivos documento texto página palabra celda celdas imagen foto línea contenido llamado llamada nombre nuevo nueva carpeta directorio'.split(
      ' ',
    ),
  ),
  fr: new Set(
    'fichier fichiers document texte page mot mots cellule cellules image photo ligne contenu nommé nommée appelé appelée nom nouveau nouvelle dossier répertoire'.split(
      ' ',
    ),
  ),
  zh: new Set('文 档 件 字 容 页 面 图 片 单 元 格 名 新'.split(' ')),
};
