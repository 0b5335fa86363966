/**
 * Text on the screen that speaks to whoever acts, instead of to the person: orders to forget the task, claims that
 * something was approved, commands to be pasted. Matched without case and accents, also across lines and in names that
 * are not drawn. Found text is never obeyed and never trusted; it only makes steps that are not in the task suspicious.
 *
 * Errs towards finding: a page about such texts looks the same, and costs a question.
 */
import { boxCentre, type Box } from '../../protocol/coordinates.ts';
import type { Element, Screen } from '../../protocol/screen.ts';

/** One line a kind: who is spoken to or what is claimed, in the languages of the lexicon. */
// prettier-ignore
const FORMS: readonly RegExp[] = [
  // Forget what you were told.
  /\b(?<!want to )(?:ignore|disregard|forget|override|skip|drop|abandon)\b.{0,40}\b(?:instructions?|task|prompts?|orders?|rules?|guidelines|goal|everything (?:above|before|you were told))\b/u,
  /\b(?:ignorier\w*|vergiss|vergessen sie|missachte\w*|verwirf)\b.{0,40}\b(?:anweisung\w*|aufgabe\w*|auftrag\w*|regeln|bisherige\w*|vorherige\w*)\b/u,
  /\b(?:ignora\w*|olvida\w*|omite|descarta)\b.{0,40}\b(?:instruccion\w*|tarea\w*|ordenes|reglas|anterior\w*)\b/u,
  /\b(?:ignore[rz]?|oublie[rz]?|neglige[rz]?)\b.{0,40}\b(?:instructions?|consignes?|taches?|ordres?|regles?|precedent\w*)\b/u,
  /\b(?:ignora|dimentica|ignore|esqueca|negeer|vergeet|zignoruj|zapomnij)\b.{0,40}\b(?:istruzion\w*|compito|instruc\w*|tarefa\w*|instructies|opdracht|taak|instrukcj\w*|zadani\w*|polecen\w*)\b/u,
  /(?:忽略|无视|忘记|忘掉).{0,15}(?:指令|任务|指示|要求)|(?:指示|タスク|命令|作業).{0,10}(?:無視|忘れ)|(?:игнорируй\w*|забудь\w*).{0,40}(?:инструкц\w*|задани\w*|задач\w*|указани\w*)/u,
  // You there, who are no person. Readers take the I of AI for an l.
  /\b(?:a[il1]|a\.i\.|(?:agents?|assistants?)(?= (?:must|shall|should|have to|need to)\b)|llm|chatbot|bot|robot|automation|automated|computer use|language model|digital assistant|virtual assistant)\b.{0,80}\b(?:must|should|shall|please|need(?:s)? to|has to|have to|required|instead|click|type|open|press|run|enter|execute|send|download|install|allow|reading this)\b/u,
  /\b(?:dear|attention|note to|hey|hello|message (?:for|to))\b.{0,12}\b(?:a[il1]|agents?|assistants?|bots?|models?)\b/u,
  /\b(?:k[il1]|k[il1]-agent|k[il1]-assistent|assistent|agent|automat\w*|sprachmodell)\b.{0,80}\b(?:muss\w*|soll\w*|bitte|stattdessen|klick\w*|offne\w*|druck\w*|gib|tippe|fuhre?|sende|lade|erlaube)\b/u,
  /\b(?:ia|asistente|agente|modelo de lenguaje|automatizacion)\b.{0,80}\b(?:debe\w*|por favor|haz|haga|pulsa\w*|pulse|abre|abra|escrib\w*|ejecut\w*|envi\w*|descarg\w*|permit\w*|en su lugar)\b/u,
  /\b(?:ia|assistant|agent|modele de langage|automate)\b.{0,80}\b(?:dois|doit|devez|veuillez|clique[rz]?|ouvre[rz]?|tape[rz]?|execute[rz]?|envoie|envoyez|telecharge[rz]?|autorise[rz]?|plutot)\b/u,
  /(?:智能助手|人工智能|ai助手|ai 助手|代理程序|机器人).{0,30}(?:请|必须|应该|点击|打开|输入|运行)|(?:aiアシスタント|エージェント|ai は|アシスタント).{0,30}(?:ください|必要|クリック|開い|入力|実行)|(?:ии|ассистент|агент|бот)\b.{0,60}(?:долж\w*|нажми\w*|открой\w*|введи\w*|выполни\w*|отправь\w*)/u,
  // It was approved already.
  /\b(?:system|admin\w*|security|steadyhand|policy|gate|supervisor|it department|permission)\b\s*(?:message|notice|override|check|request)?\s*[:\-–—]?\s*(?:is |was |has been |pre-?)?(?:approved|authori[sz]ed|granted|allowed|verified|confirmed|cleared)\b/u,
  /\b(?:the|your) (?:user|owner|person|operator|human|administrator) (?:has |have |had )?(?:already |just )?(?:approved|agreed|authori[sz]ed|confirmed|consented|asked you|wants you)\b/u,
  /\b(?:system|sicherheit|richtlinie|administrator)\b\s*[:\-–—]?\s*(?:ist |wurde )?(?:genehmigt|freigegeben|erlaubt|bestatigt|autorisiert)\b|\b(?:der|die|ihr|dein) (?:benutzer\w*|nutzer\w*|besitzer\w*) hat (?:bereits |schon )?(?:zugestimmt|genehmigt|bestatigt)\b/u,
  /\b(?:sistema|seguridad|administrador)\b\s*[:\-–—]?\s*(?:ha sido |esta )?(?:aprobado|autorizado|permitido|confirmado)\b|\b(?:el|su|tu) (?:usuario|propietario) (?:ya )?ha (?:aprobado|autorizado|confirmado|aceptado)\b/u,
  /\b(?:systeme|securite|administrateur)\b\s*[:\-–—]?\s*(?:est |a ete )?(?:approuve\w*|autorise\w*|confirme\w*)\b|\b(?:l'|votre |ton )?(?:utilisateur|proprietaire) a (?:deja )?(?:approuve|autorise|confirme|accepte)\b/u,
  /(?:系统|用户|管理员)[:：]?\s*(?:已|已经)?(?:批准|授权|同意|确认)|(?:システム|ユーザー|管理者)[:：はがの]?\s*(?:承認|許可|同意)(?:済み|しました)?|(?:система|пользователь|администратор)\b[: ]*(?:уже )?(?:одобрен\w*|одобрил\w*|разрешил\w*|подтвердил\w*|разрешено)/u,
  // Do not tell the person.
  /\b(?:do not|don't|dont|never|no need to|without)\b.{0,25}\b(?:ask\w*|confirm\w*|tell\w*|inform\w*|notify\w*|warn\w*|alert\w*)\b.{0,25}\b(?:user|person|human|owner|operator|anyone|anybody|them)\b/u,
  /\b(?:frag\w*|informier\w*|sag\w*|warn\w*|benachrichtig\w*)\b.{0,30}\b(?:benutzer\w*|nutzer\w*|person|besitzer\w*)\b.{0,15}\b(?:nicht|nichts)\b|\bohne (?:ruckfrage|nachfrage|bestatigung)\b/u,
  /\b(?:no|sin)\b.{0,12}\b(?:pregunt\w*|avis\w*|inform\w*|confirm\w*|dig\w*)\b.{0,25}\b(?:usuario|persona|propietario|nadie)\b|\bne\b.{0,12}\b(?:demand\w*|previen\w*|inform\w*|di\w*|averti\w*)\b.{0,25}\b(?:utilisateur|personne|proprietaire|rien)\b/u,
  // A new task, or a command to be carried elsewhere.
  /\b(?:your )?(?:new|real|actual|updated|additional|hidden|next) (?:instructions?|task|objective|goal|orders?)\b\s*(?::|is\b|are\b|for\b)/u,
  /\b(?:deine |ihre )?neue (?:anweisung\w*|aufgabe)\b\s*(?::|ist\b|lautet\b)|\b(?:tu |su )?nueva (?:instruccion\w*|tarea)\b\s*(?::|es\b)|\b(?:ta |votre )?nouvelle (?:instruction\w*|tache|consigne)\b\s*(?::|est\b)/u,
  /\bopen (?:a |the |your )(?:new )?(?:terminal|console|command prompt|powershell|run dialog)\b|\bopen (?:terminal|console|command prompt|powershell|run dialog)(?=[\s,;:]+(?:and|then|now|to|with|as|run|type|paste|enter|execute)\b)|\b(?:offne\w*|starte\w*) (?:sie )?(?:ein |eine |das |die )?(?:terminal|konsole|eingabeaufforderung|kommandozeile)\b|\babr\w* (?:usted )?(?:una |la |el )?(?:terminal|consola)\b|\bouvr\w* (?:vous )?(?:un |une |le |la |l')?(?:terminal|console|invite de commandes)\b/u,
  /(?:打开|开启).{0,4}(?:终端|命令行)|(?:端末|ターミナル).{0,6}開|откро\w* (?:терминал|консоль)/u,
  /\b(?:paste|type|run|enter|copy|execute) (?:this|the following|these|the) (?:command|code|line|text|script)\b|\b(?:folgenden? (?:befehl|text|code) (?:ein|aus)|siguiente (?:comando|codigo|texto)|commande suivante|code suivant)\b/u,
  /\b(?:press|hit)\b.{0,10}\b(?:windows key|win ?\+ ?r|super ?\+ ?r)\b/u,
];

export interface Addressed {
  readonly text: string;
  readonly where: Box;
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .replace(/[’‘ʼ]/g, "'")
    .replace(/[\s\u200b-\u200f\u2060\ufeff\u00ad]+/g, ' ');

/** Lines that belong together are read together: a sentence runs over up to this many. */
const LINES = 3;
const LONGEST = 1200;

/** Texts of the screen with the lines below them, first to last. */
function passages(screen: Screen): Addressed[] {
  const lines = screen.elements
    .filter((e) => e.text.trim() !== '' && e.kind !== 'container')
    .sort((a, b) => a.box.y1 - b.box.y1 || a.box.x1 - b.box.x1);
  const below = (e: Element): Element | undefined =>
    lines.find(
      (o) =>
        o.box.y1 >= boxCentre(e.box).y &&
        o.box.y1 - e.box.y2 < (e.box.y2 - e.box.y1) * 1.6 &&
        o.box.x1 < e.box.x2 &&
        o.box.x2 > e.box.x1 &&
        o !== e,
    );
  const drawn = lines.map((e) => {
    const texts = [e.text];
    let last = e;
    for (let i = 1; i < LINES; i++) {
      const next = below(last);
      if (!next) break;
      if (next.text !== last.text) texts.push(next.text);
      last = next;
    }
    return { text: texts.join(' '), where: e.box };
  });
  const told = screen.elements.flatMap((e) =>
    [e.name, e.hint].flatMap((t) => (t && t.length > 12 ? [{ text: t, where: e.box }] : [])),
  );
  return [...drawn, ...told];
}

/** What on the screen speaks to the program; at most three. The person's own task on a terminal is not meant. */
export function addressedTexts(screen: Screen, task: string): Addressed[] {
  const own = plain(task);
  const found: Addressed[] = [];
  for (const { text, where } of passages(screen)) {
    const said = own === '' ? plain(text.slice(0, LONGEST)) : plain(text.slice(0, LONGEST)).replaceAll(own, ' ');
    const hit = FORMS.map((form) => form.exec(said)?.[0]).find((m) => m !== undefined);
    if (hit === undefined) continue;
    if (found.some((f) => plain(f.text).includes(hit))) continue;
    found.push({ text, where });
    if (found.length === 3) break;
  }
  return found;
}
