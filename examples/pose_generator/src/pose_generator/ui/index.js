// The page of Pose Generator: plain DOM, no build step. The shell calls `mount` with an element and what it offers.

const API = "/api/apps/pose-generator/sheets";
const PEOPLE = "/api/apps/avatar-creator/avatars";
const EXPRESSIONS = { neutral: "Neutral", smile: "Smile", laugh: "Laugh", serious: "Serious", surprised: "Surprised", thoughtful: "Thoughtful" };

/** Shows the app inside `element` until the function it returns is called. */
export function mount(element, host) {
  const style = make("link", { rel: "stylesheet", href: "/apps/pose-generator/ui/style.css" });
  document.head.append(style);
  const page = new PosePage(host);
  element.replaceChildren(page.root);
  const stop = host.events((name, data) => name === "pose-sheet:updated" && page.show(data.sheet));
  void page.load();
  return () => {
    stop();
    style.remove();
    element.replaceChildren();
  };
}

class PosePage {
  constructor(host) {
    this.host = host;
    this.cards = new Map();
    this.list = make("ul", { className: "poses-sheets" });
    this.notice = make("p", { className: "poses-notice", role: "status" });
    this.more = make("button", { type: "button", className: "poses-quiet", hidden: true, onclick: () => this.load() }, "Show older sheets");
    this.root = make(
      "section",
      { className: "poses", lang: "en" },
      make("header", {}, make("h1", {}, "Poses"), make("button", { type: "button", className: "poses-primary", onclick: () => this.choose() }, "Choose a person")),
      make("p", { className: "poses-lead" }, "One person of your library in six expressions, on one sheet."),
      this.notice,
      this.list,
      this.more,
    );
  }

  async load() {
    const page = await this.ask(this.cursor ? `${API}?cursor=${encodeURIComponent(this.cursor)}` : API);
    if (!page) return;
    this.cursor = page.nextCursor;
    this.more.hidden = !this.cursor;
    for (const sheet of page.items) this.show(sheet, "append");
    this.say(this.cards.size ? "" : "No sheets yet. Choose a person, and their expressions appear here.");
  }

  async choose() {
    const avatar = await this.host.pickAvatar();
    if (!avatar) return;
    const sheet = await this.ask(API, { method: "POST", body: JSON.stringify({ avatarId: avatar.id }) });
    if (sheet) this.show(sheet);
  }

  show(sheet, where = "prepend") {
    const card = this.cards.get(sheet.id) ?? make("li", { className: "poses-sheet" });
    if (!this.cards.has(sheet.id)) this.list[where](card);
    this.cards.set(sheet.id, card);
    card.replaceChildren(
      make(
        "div",
        { className: "poses-title" },
        make("h2", {}, sheet.avatarName),
        make("span", {}, words(sheet)),
        make("button", { type: "button", className: "poses-quiet", onclick: () => this.tell(sheet, card) }, "Who is this?"),
        make("button", { type: "button", className: "poses-quiet", onclick: () => this.remove(sheet) }, "Delete"),
      ),
      make("ol", { className: "poses-faces" }, ...sheet.expressions.map((expression) => face(expression, sheet))),
    );
    this.say("");
  }

  /** The persona in words, as any app is told it. */
  async tell(sheet, card) {
    const told = await this.ask(`${PEOPLE}/${sheet.avatarId}/prompt`);
    if (told) card.append(make("blockquote", { className: "poses-persona" }, told.text));
  }

  async remove(sheet) {
    if ((await this.ask(`${API}/${sheet.id}`, { method: "DELETE" })) === undefined) return;
    this.cards.get(sheet.id)?.remove();
    this.cards.delete(sheet.id);
    if (!this.cards.size) this.say("No sheets yet. Choose a person, and their expressions appear here.");
  }

  /** The answer's JSON, null where there is none; undefined when it failed, and then the page says why. */
  async ask(path, init = {}) {
    try {
      const headers = init.body ? { "content-type": "application/json" } : {};
      const response = await this.host.fetch(path, { ...init, headers });
      if (response.status === 204) return null;
      const content = await response.json();
      if (response.ok) return content;
      this.say(content.detail ?? "That did not work. Please try again.");
    } catch {
      this.say("The server cannot be reached. Nothing was lost; please try again.");
    }
    return undefined;
  }

  say(text) {
    this.notice.textContent = text;
  }
}

function face(expression, sheet) {
  const pose = sheet.poses.find((each) => each.expression === expression);
  const label = EXPRESSIONS[expression] ?? expression;
  const picture = pose
    ? make("a", { href: pose.imageUrl, target: "_blank", rel: "noreferrer" }, make("img", { src: pose.thumbnailUrl, alt: `${sheet.avatarName}, ${label.toLowerCase()}`, width: 300, height: 300, loading: "lazy" }))
    : make("div", { className: "poses-blank" });
  return make("li", {}, picture, make("span", {}, label));
}

function words(sheet) {
  if (sheet.status === "ready") return new Date(sheet.completedAt).toLocaleString();
  return sheet.status === "failed" ? sheet.problem : "Being drawn…";
}

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  if (properties.role) element.setAttribute("role", properties.role);
  element.append(...children);
  return element;
}
