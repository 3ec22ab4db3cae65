"""Marking who said what in the sentence under the cursor: a draft, its speaker, and saving it as one decision."""

from reviewer.articles.candidates import Candidate
from reviewer.drafting import WHOLE, Draft
from reviewer.errors import Refused
from reviewer.session import Session
from reviewer.speakers import Guess, known_as, named_before, recorded
from reviewer.store.marks import Attribution, Role, Spans, Speaker, by_role, overlap
from reviewer.suggest.speaking import Heard, speakers_of
from reviewer.walk import Moved

CHOICES = 9
"""How many speakers are offered by number."""


class Marking(Draft):
    """A draft of one attribution: a new one, or the saved one in `editing`. Nothing is recorded before `save`."""

    def __init__(self, session: Session) -> None:
        focus = session.focus()
        sheet = session.current()
        if focus is None:
            raise Refused("there is no sentence here; add an article with: reviewer open FILE")
        super().__init__(session.store.text(sheet.document.id), sheet.layout, focus.position)
        self._session = session
        self._document = sheet.document.id
        self.attributions = session.store.attributions(sheet.document.id, session.layer)
        self.editing: Attribution | None = None
        self.speaker: Guess | None = None
        self.addressee = ""
        self._settled = False  # the reviewer has said who it is: no other candidate changes that
        marked = [span for one in self.attributions for span in one.content]
        unmarked = [
            offer
            for offer in self.offers("content")
            if not any(overlap(span, other) for span in offer.spans for other in marked)
        ]
        if unmarked or not self._here():
            self._begin(unmarked)
        else:
            self._edit(self._here()[0])

    # Which attribution it is about

    def turn(self) -> None:
        """Take up the next saved attribution of the sentence; after the last one, the draft of a further one."""
        here = self._here()
        if not here:
            raise Refused("nothing is saved in this sentence yet")
        uids = [one.uid for one in here]
        following = uids.index(self.editing.uid) + 1 if self.editing and self.editing.uid in uids else 0
        if following < len(here):
            self._edit(here[following])
            return
        saved = {one.content for one in self.attributions}
        self._offers.clear()
        self._begin([offer for offer in self.offers("content") if offer.spans not in saved])

    def _begin(self, offers: list[Candidate]) -> None:
        self.editing, self.speaker, self.addressee, self._settled = None, None, "", False
        self._offers["content"] = offers or [Candidate((self._sentence,), WHOLE)]
        self._at["content"] = -1
        self.next("content")

    def _edit(self, one: Attribution) -> None:
        self.editing = one
        self.spans = by_role(one)
        self.role = "content"
        self._offers.clear()
        self._at = dict.fromkeys(self._at, -1)
        self.addressee = one.addressee
        known = {speaker.uid: speaker for speaker in self._session.store.speakers()}
        self.speaker = Guess(known[one.speaker], "as saved") if one.speaker in known else None
        self._settled = self.speaker is not None

    def _here(self) -> list[Attribution]:
        """Return the saved attributions that touch the sentence."""
        return [one for one in self.attributions if any(overlap(span, self._sentence) for span in one.spans())]

    # Spans, as in a draft; the speaker follows them

    def next(self, role: Role, step: int = 1) -> None:
        """Take the next candidate for a role (or the one before), and let what hangs on it follow."""
        super().next(role, step)
        if role != "cue":
            self._propose_speaker()

    def put(self, spans: Spans) -> None:
        """Give the current role these spans; without a source nobody is named."""
        super().put(spans)
        if self.role == "source":
            self._settled = self._settled and bool(spans)
            self._propose_speaker()

    # Who it is

    def choices(self) -> list[Speaker]:
        """Return the speakers that a digit chooses: those named last in this article, then the others by name."""
        known = self._session.store.speakers()
        before = named_before(self.attributions, known, self._sentence[1])
        return list(dict.fromkeys((*before, *known)))[:CHOICES]

    def choose(self, number: int) -> None:
        """Take the speaker of a number, from 1; raises Refused when there is none."""
        choices = self.choices()
        if not 1 <= number <= len(choices):
            raise Refused("no speaker has that number yet; w writes a name")
        self.speaker, self._settled = Guess(choices[number - 1], "chosen"), True

    def name(self, name: str) -> None:
        """Take a speaker by name: a known one of that name or alias, else a new one; an empty name takes it away."""
        plain = " ".join(name.split())
        self._settled = True
        if not plain:
            self.speaker = None
            return
        known = known_as(plain, self._session.store.speakers())
        self.speaker = Guess(known, "named") if known else Guess(Speaker("", plain), "new speaker", new=True)

    def names(self) -> list[str]:
        """Return the names a speaker may be written by, those of the project's speakers before their aliases."""
        known = self._session.store.speakers()
        return list(dict.fromkeys([*(one.name for one in known), *(alias for one in known for alias in one.aliases)]))

    def _propose_speaker(self) -> None:
        if self._settled:
            return
        self.speaker = None
        if self.spans["source"]:
            known = self._session.store.speakers()
            others = [one for one in self.attributions if one != self.editing]
            heard = Heard(self._article.text, self._article.sentences)
            (self.speaker,) = speakers_of(heard, [self.spans["source"]], known, others, self._base)

    # What is recorded

    def save(self, origin: str = "key") -> Moved:
        """Record the draft as one decision; raises Refused without content, or when its article was taken out."""
        if self._session.current().document.id != self._document:
            raise Refused("this article was taken out; esc leaves")
        speaker, changed = recorded(self.speaker, self.words("source"), self._session.store.speakers())
        value = Attribution(
            uid=self.editing.uid if self.editing else "", document=self._document, reviewer=self._session.layer,
            source=self.spans["source"], cue=self.spans["cue"], content=self.spans["content"],
            speaker=speaker.uid or None if speaker else None, quote_type=self.quote_type(), addressee=self.addressee,
            parent=None, created="", modified="", guideline="", origin="",
        )  # fmt: skip
        return self._session.attribute(value, changed, origin)

    def remove(self, origin: str = "key") -> Moved:
        """Take the attribution away that the draft was begun from; raises Refused when there is none."""
        if self.editing is None:
            raise Refused("this draft is not saved yet: esc leaves it")
        return self._session.remove_attribution(self.editing, origin)
