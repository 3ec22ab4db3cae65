"""A corpus without a database: shards of articles become shards of segmented, suggested records.

`records` is one step of anybody's pipeline, `split_shard` one shard's work, `split` that of many in several processes.

Importing this package loads pydantic (about 190 ms): do it when there are articles at hand, not at start-up.
"""

from reviewer.corpus.recording import records
from reviewer.corpus.shards import SUFFIXES, Shard, find
from reviewer.corpus.splitting import FORMS, ShardResult, split_shard
from reviewer.corpus.workers import split

__all__ = ["FORMS", "SUFFIXES", "Shard", "ShardResult", "find", "records", "split", "split_shard"]
