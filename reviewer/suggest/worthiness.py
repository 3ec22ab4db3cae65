"""How worth checking a sentence is (ClaimBuster): no factual claim, factual but unimportant, check-worthy."""

from reviewer.articles.patterns import compiled

_LONGEST = 2000
_FIGURE = (
    r"\d|\b(?:dozens?|hundreds?|thousands?|millions?|billions?|half|third|double[ds]?|tripled?|percent"
    r"|many times|majority|most of|nearly all|none of)\b"
)
_CAUSE = (
    r"\b(?:because|caus(?:e|es|ed|ing)|led to|leads to|prompt(?:s|ed|ing)|due to|as a result|result(?:s|ed) in"
    r"|brought|forced|trigger(?:s|ed)|blam(?:es|ed) on|thanks to|contributed to|killed|destroyed|injured|wounded)\b"
)
_COMPARED = (
    r"\b(?:more|less|fewer|higher|lower|larger|smaller|faster|slower|better|worse|older|younger) than\b"
    r"|\b(?:highest|lowest|largest|biggest|smallest|most|least|fastest|first|only) (?:\w+ ){0,3}(?:in|of|since|ever)\b"
    r"|\b(?:rose|fell|grew|dropped|increased|decreased|declined|doubled|surged|plunged) (?:by|to|from)\b"
)
_DID = (
    r"\b(?:had|has|have|did|was|were) (?:not )?(?:\w+ )?(?:been|propos\w+|sign\w+|vot\w+|arrest\w+|sent|paid|sold|built"
    r"|approv\w+|reject\w+|launch\w+|attack\w+|agreed|ordered|elected|banned|initiat\w+)\b"
    r"|\b(?:erupted|arrested|signed|voted|launched|attacked|approved|invaded|seized|banned|elected)\b"
)
_PLEDGE = (
    r"\b(?:will|would|could|may|might|going to|ready to|plans? to|intends? to|vow(?:s|ed)|promis(?:es?|ed)"
    r"|pledg(?:es?|ed))\b"
)
_OPINION = (
    r"\b(?:perhaps|maybe|hopefully|i (?:think|believe|feel|hope|guess|love|hate)|we (?:think|believe|feel|hope)"
    r"|in my (?:view|opinion)|(?:in)?adequate|unfair|wrong|beautiful|wonderful|terrible|awful|great|disgrace|shame"
    r"|unacceptable|absurd|ridiculous|should|ought to|must|let['’]s|thank you|sorry)\b"
)


def worthiness(text: str, label: str, kind: str) -> str | None:
    """Return NFS, UFS or CFS of one sentence with its proposed label, None where the rules have no view.

    Figures, causes, comparisons and acts that can be looked up make it check-worthy. What is only promised or possible
    is unimportant; a question or a view holds no fact. Of what has none of these, quotes and headlines are unimportant.
    """
    if label == "not_a_claim":
        return "NFS"
    read = text[:_LONGEST].casefold()
    if any(compiled(pattern).search(read) for pattern in (_FIGURE, _CAUSE, _COMPARED, _DID)):
        return "CFS"
    if compiled(_PLEDGE).search(read):
        return "UFS"
    if compiled(_OPINION).search(read) or read.rstrip("\"”'’ ").endswith("?"):
        return "NFS"
    return "UFS" if kind == "headline" or label == "quote" else None
