"""How worth checking a sentence is (ClaimBuster): no factual claim, factual but unimportant, check-worthy."""


def worthiness(text: str, label: str, kind: str) -> str | None:
    """Return NFS, UFS or CFS, None where the rules have no view."""
    if label == "not_a_claim":
        return "NFS"
    if kind == "headline":
        return None
    return "CFS" if any(letter.isdigit() for letter in text) else None
