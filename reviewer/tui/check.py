"""The check's screen: one claim from the first mark to the signed-off verdict, one key a step."""

from collections.abc import Callable
from functools import partial

from textual import events
from textual.app import ComposeResult

from reviewer.checking import COMMENTED, Checking
from reviewer.errors import Refused, ReviewerError
from reviewer.links import accepted
from reviewer.store.review import OPEN, Evidence
from reviewer.text import one_line, shorten
from reviewer.tui.check_lines import QUOTE_KEYS, VERDICT_KEYS
from reviewer.tui.check_parts import CheckBody, CheckFoot
from reviewer.tui.check_signs import STEPS
from reviewer.tui.evidence_form import HINT as FORM_HINT
from reviewer.tui.evidence_form import EvidenceForm
from reviewer.tui.line_edit import LineEdit
from reviewer.tui.lines import Piece
from reviewer.tui.stacked import StackedScreen
from reviewer.tui.text_editor import HINT as EDITOR_HINT
from reviewer.tui.text_editor import SAVE, TextEditor
from reviewer.wording import describe

WRITTEN = {"j": "justification", "w": "searched"}
TITLES = {
    "justification": "justification",
    "searched": "what was searched, and where",
    "excerpt": "excerpt: the exact words",
}


class CheckScreen(StackedScreen[None]):
    """The check of one claim. All keys come to one place: the list, a form, an editor or a line of typing."""

    CSS_PATH = "check.tcss"

    def __init__(self, checking: Checking, uid: str) -> None:
        super().__init__()
        self._checking = checking
        self._uid = uid
        self._body, self._foot = CheckBody(checking, checking.state(uid)), CheckFoot()
        self._editor: TextEditor | None = None
        self._comment: LineEdit | None = None
        self._step = ""
        self._acts = self._table()

    def compose(self) -> ComposeResult:
        """Lay out the check and the rows below it."""
        yield self._body
        yield self._foot

    def on_mount(self) -> None:
        """Show which steps can be taken."""
        self._draw()

    def _table(self) -> dict[str, Callable[[], str | None]]:
        """Return what each key does on the list; each returns what to say, if anything."""
        checking, uid = self._checking, self._uid
        acts: dict[str, Callable[[], str | None]] = {}
        for key, (to, _) in STEPS.items():
            acts[key] = partial(self._ask, to) if to in COMMENTED else partial(self._did, checking.step, uid, to)
        acts |= {key: partial(self._did, checking.verdict, uid, name) for key, name in VERDICT_KEYS.items()}
        acts |= {key: partial(self._did, checking.quote_verdict, uid, name) for key, name in QUOTE_KEYS.items()}
        return acts | {
            "e": lambda: self._write(Evidence("", uid, "")),
            "enter": lambda: self._write(self._chosen()),
            "delete": lambda: self._did(checking.remove, self._chosen()),
            "o": self._open_address,
            "y": self._show_history,
            "u": lambda: f"undone: {describe(checking.undo()).removeprefix('undo: ')}",
            "ctrl+r": lambda: f"done again: {describe(checking.redo()).removeprefix('redo: ')}",
        }

    # Keys and what is pasted

    async def take(self, event: events.Key) -> None:
        """Answer a key by what is open: the check, an editor, the form, or a comment."""
        if self._editor is not None:
            await self._edit(self._editor, event)
        elif self._body.form is not None:
            await self._fill(self._body.form, event)
        elif self._comment is not None:
            self._type(self._comment, event)
        else:
            await self._press(event.key)

    async def on_paste(self, event: events.Paste) -> None:
        """Put in what is pasted where something is typed; on the check itself a URL begins a new piece of evidence."""
        event.stop()
        event.prevent_default()
        if self._editor is not None:
            self._editor.put(event.text)
        elif self._body.form is not None:
            self._body.form.paste(event.text)
            self._body.redraw()
        elif self._comment is not None:
            self._comment.insert(event.text)
            self._draw()
        else:
            self._attempt(lambda: self._write(Evidence("", self._uid, accepted(event.text))))

    async def _press(self, key: str) -> None:
        steps = {"down": 1, "up": -1, "home": -len(self._body.state.evidence), "end": len(self._body.state.evidence)}
        pages = {"pagedown": 1, "ctrl+f": 1, "space": 1, "pageup": -1, "ctrl+b": -1}
        if key in {"escape", "q"}:
            self.leave()
        elif key in steps:
            self._body.choose(steps[key])
            self._draw()
        elif key in pages:
            self._body.scroll(pages[key])
        elif key in WRITTEN:
            await self._write_words(WRITTEN[key])
        elif key in self._acts:
            self._attempt(self._acts[key])

    # Doing

    def _attempt(self, act: Callable[[], str | None]) -> bool:
        """Do something on the check as it is shown, and draw it; say what is refused; return whether it was done."""
        said, look, done = "", "dim", False
        try:
            if self._checking.state(self._uid) == self._body.state:
                said, done = act() or "", True
            else:
                said, look = "another reviewer has changed this check: look again, then press again", "refused"
        except Refused as refused:
            said, look = str(refused), "refused"
        except ReviewerError as error:
            said, look = f"not saved: {error}", "error"
        if not self.left:
            self._draw(said, look)
        return done

    def _did(self, act: Callable[..., object], *arguments: object) -> None:
        act(*arguments)

    def _draw(self, said: str = "", look: str = "dim") -> None:
        try:
            self._body.state = self._checking.state(self._uid)
            refused = self._checking.refusals(self._uid)
        except Refused:  # it was taken away, or an undo took its writing back
            self.leave()
            return
        self._body.chosen = max(0, min(self._body.chosen, len(self._body.state.evidence) - 1))
        self._body.redraw()
        self._foot.say(said, look, refused)
        if self._comment is not None and not said:
            asked = f" {COMMENTED[self._step]}: "
            shown = self._comment.shown()
            room = max(8, self.size.width - len(asked) - 1)
            self._foot.ask(Piece(asked, "key"), Piece(shown if len(shown) <= room else "…" + shown[1 - room :]))

    def _chosen(self) -> Evidence:
        evidence = self._body.state.evidence
        if not evidence:
            raise Refused("there is no evidence yet: paste a URL, or press e")
        return evidence[self._body.chosen]

    def _open_address(self) -> str:
        from reviewer.tui.browser import open_address  # noqa: PLC0415 - webbrowser costs 15 ms, and few need it

        address = self._chosen().source_url
        open_address(address)
        return f"handed to the browser: {shorten(address, 50)}"

    def _show_history(self) -> None:
        from reviewer.tui.claim_history import HistoryScreen  # noqa: PLC0415 - opened by a key, loaded by it

        self.app.push_screen(HistoryScreen(self._body.state.claim.text, self._checking.history(self._uid)))

    # A step with words

    def _ask(self, to: str) -> None:
        if why := self._checking.refusals(self._uid).get(to):
            raise Refused(why)
        self._step, self._comment = to, LineEdit()

    def _type(self, typing: LineEdit, event: events.Key) -> None:
        if event.key == "escape":
            self._comment = None
        elif event.key == "enter":
            if not self._attempt(lambda: self._did(self._checking.step, self._uid, self._step, typing.text)):
                return
            self._comment = None
        else:
            typing.press(event.key, event.character)
        self._draw()

    # Writing: words in an editor, evidence in a form

    async def _write_words(self, field: str) -> None:
        check = self._body.state.check
        if not self._attempt(self._refuse_closed):
            return
        text = check.justification if field == "justification" else check.searched
        unsaved = self._checking.unsaved.get((self._uid, field))
        await self._open_editor(TextEditor(field, text, TITLES[field], unsaved))

    async def _open_editor(self, editor: TextEditor) -> None:
        self._editor = editor
        await self.mount(editor, before=self._foot)
        self._draw(EDITOR_HINT, "key")

    async def _edit(self, editor: TextEditor, event: events.Key) -> None:
        if event.key not in {"escape", *SAVE}:
            await editor.press(event)
            return
        key = (self._uid, editor.field)
        form, saving = self._body.form, event.key in SAVE
        if form is not None:
            if saving:
                form.excerpt = editor.text
        elif saving:
            if not self._attempt(lambda: self._did(self._checking.write, self._uid, editor.field, editor.text)):
                return
            self._checking.unsaved.pop(key, None)
        elif editor.text != editor.saved:
            self._checking.unsaved[key] = editor.text
        else:
            self._checking.unsaved.pop(key, None)
        self._editor = None
        await editor.remove()
        kept = not saving and form is None and editor.text != editor.saved
        self._draw(FORM_HINT if form is not None else "not saved; it is here again when you open it" if kept else "")

    def _refuse_closed(self) -> None:
        """Raise Refused before anything is typed that could not be saved."""
        check = self._body.state.check
        if check.status not in OPEN:
            ways = {"untriaged": "t, then s", "not_checkable": "t, then s", "approved": "r, then s"}
            way = ways.get(check.status, "s")
            waits = "it is with the second reviewer" if check.status == "second_review" else f"take it up first: {way}"
            raise Refused(f"nothing is written while this claim is {check.status.replace('_', ' ')}; {waits}")

    def _write(self, value: Evidence) -> str:
        self._refuse_closed()
        unsaved = self._checking.unfinished.get((self._uid, value.uid)) if not value.source_url or value.uid else None
        self._body.form = EvidenceForm(value, unsaved)
        return f"what you had typed is here again · {FORM_HINT}" if unsaved else FORM_HINT

    async def _fill(self, form: EvidenceForm, event: events.Key) -> None:
        if form.field == "excerpt" and (event.key == "enter" or (event.is_printable and event.character)):
            editor = TextEditor("excerpt", form.excerpt, TITLES["excerpt"])
            await self._open_editor(editor)
            if event.key != "enter":
                await editor.press(event)
        elif event.key == "enter" or event.key in SAVE:
            self._save(form)
        elif event.key == "escape":
            self._close(form)
        else:
            form.press(event.key, event.character)
            self._body.redraw()

    def _save(self, form: EvidenceForm) -> None:
        value = form.value()
        if self._attempt(lambda: self._did(self._checking.put, value)):
            self._body.form = None
            self._checking.unfinished.pop((self._uid, value.uid), None)
            if not value.uid:
                self._body.choose(len(self._body.state.evidence))
            self._draw("evidence saved")

    def _close(self, form: EvidenceForm) -> None:
        value, key = form.value(), (self._uid, form.saved.uid)
        kept = value != form.saved or bool(value.source_url and not value.uid)
        if kept:
            self._checking.unfinished[key] = value
        else:
            self._checking.unfinished.pop(key, None)
        self._body.form = None
        again = "e" if not form.saved.uid else "enter"
        self._draw(
            f"not saved; {again} brings back what you typed of {one_line(value.source_url)[:30]}" if kept else ""
        )
