"""Whether a database lies on a network file system, where write-ahead logs cannot work."""

import os
from pathlib import Path

from reviewer.errors import StoreError

MOUNTS = Path("/proc/self/mountinfo")
"""Linux's table of what is mounted where; elsewhere there is none, and nothing is refused."""
NETWORK = frozenset({
    "nfs", "nfs3", "nfs4", "cifs", "smb2", "smb3", "smbfs", "ncpfs", "afs", "coda", "ceph", "glusterfs", "lustre",
    "gpfs", "beegfs", "orangefs", "pvfs2", "gfs2", "ocfs2", "davfs", "davfs2", "fuse.sshfs", "fuse.davfs",
    "fuse.glusterfs", "fuse.ceph", "fuse.s3fs", "fuse.rclone", "fuse.gcsfuse", "fuse.curlftpfs", "fuse.smbnetfs",
    "fuse.nfs", "fuse.mfs", "fuse.juicefs",
})  # fmt: skip
"""Kinds of file systems that other machines may write to at the same time."""


def file_system(path: Path) -> str:
    """Return the kind of file system that a file lies on, or will; "" for a disk, or where it cannot be told."""
    try:
        device = os.stat(path if path.exists() else path.parent).st_dev  # noqa: PTH116 - through links, as SQLite goes
        if os.major(device):
            return ""  # a disk of this machine; what comes over a network has no device of its own
        told = MOUNTS.read_bytes().split(b"\n")
    except OSError:
        return ""
    here = f"{os.major(device)}:{os.minor(device)}".encode()
    for line in told:
        fields = line.split()
        if len(fields) > 6 and fields[2] == here and b"-" in fields[6:]:
            return os.fsdecode(fields[fields.index(b"-", 6) + 1])
    return ""


def refuse_network(path: Path, shown: str) -> None:
    """Raise StoreError for a database on a network file system."""
    kind = file_system(path)
    if kind in NETWORK:
        raise StoreError(
            f"{shown}: lies on a network file system ({kind}), where the shared memory of write-ahead logs does not "
            "reach other machines and decisions get lost; move it to a disk, or open it from one machine at a time "
            "with --network"
        )
