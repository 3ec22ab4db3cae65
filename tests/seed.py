"""The seed article as one expert sees it: the labels as keys, and who says what in its quotations."""

LABELS = "xaaxxxxaaqqqqqaqqbbbbqq"
"""What the expert gave the 23 sentences, as keys."""
SAID = [
    tuple(" ".join(part.split()) for part in entry.split("|"))
    for entry in """
        the NATO secretary general "is bound by the alliance’s common discipline and the positions, which it
        works out." | said | The Russian foreign minister | mixed

        "Unfortunately, while confirming interest in the development of contacts, especially between military
        structures, the NATO secretary general did not propose any specific forms of such interaction and he
        just said that he had sent us several telephone numbers, which we can use to get in touch with him." |
        said | Lavrov | direct

        "But, perhaps, this is also a method of communication," | added | he | direct

        "We gave the statistics of all actions, which NATO is taking, expanding its presence near Russian
        borders by many times and building up its military infrastructure, in particular, in the Baltic region,
        Poland and Romania," | said | the Russian foreign minister | direct

        "This process is proceeding actively enough," | added | he | direct

        "This has showed that the mentality of moving closer to our borders has not disappeared anywhere," |
        said | the minister | direct

        "Also, I didn’t get any reply to the question about the attitude of the [NATO] secretary general to the
        violation of international law through a coup d'etat," | said | Lavrov | direct

        "but we actually confirmed that we had not been the initiators of the disruption of numerous interaction
        mechanisms, in particular, through military channels," | said | the Russian foreign minister | direct

        "And if NATO colleagues revise their decisions, which we view as inadequate, we are ready to respond
        constructively," | said | Lavrov | direct
    """.strip().split("\n\n")
]
"""Content, cue, source and type of the nine quotations, as the article has them."""
