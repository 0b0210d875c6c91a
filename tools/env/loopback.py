"""Addresses and ports that nobody else uses, on this machine's loopback network only."""

from __future__ import annotations

import random
import socket

# Below the kernel's ephemeral range (32768 and up), so that no outgoing connection takes a port between our look and our use.
PORT_RANGE = (20000, 32767)

# What Samba binds on a domain controller's address and cannot be told to move.
DC_PORTS = (88, 135, 389, 464, 636, 3268, 3269)


class NoneFree(Exception):
    pass


def is_free(address: str, port: int, kind: int = socket.SOCK_STREAM) -> bool:
    """Whether we could bind there now."""
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except PermissionError:
            raise NoneFree(f"port {port} is for root: a domain controller's ports are fixed") from None
        except OSError:
            return False
    return True


def accepts(address: str, port: int) -> bool:
    """Whether somebody listens there. (To try and bind would be in the way of who is about to.)"""
    try:
        socket.create_connection((address, port), timeout=1).close()
        return True
    except OSError:
        return False


def free_port(address: str = "127.0.0.1", taken: tuple[int, ...] = ()) -> int:
    for _ in range(1000):
        port = random.randint(*PORT_RANGE)
        if port not in taken and is_free(address, port):
            return port
    raise NoneFree(f"no free port on {address} between {PORT_RANGE[0]} and {PORT_RANGE[1]}")


def free_dc_address() -> str:
    """A random address of 127.64.0.0/10 on which nothing uses a domain controller's ports."""
    for _ in range(100):
        address = f"127.{random.randint(64, 127)}.{random.randint(0, 255)}.{random.randint(1, 254)}"
        if all(is_free(address, port) for port in DC_PORTS) and is_free(address, 88, socket.SOCK_DGRAM):
            return address
    raise NoneFree("no loopback address has the ports of a domain controller free (is one bound to 0.0.0.0?)")
