"""The reader in a browser on this machine: the same screens, keys and reading lists.

Listens on 127.0.0.1 only, under a path with a random token that is printed once; whoever has the
address can use carrel as you. Each tab is a window of its own. Needs the extra `serve`:
pip install 'carrel[serve]'.

Examples:
  carrel serve
  carrel serve --port 8765 library.bib
"""

from __future__ import annotations

import secrets
import shlex
import socket
import sys
from argparse import ArgumentParser, Namespace

from tui.cli import DONE, USAGE
from tui.cli.common import add_paths, complain, narrate

HOST = "127.0.0.1"
"""Where the server listens: reachable from this machine alone."""

TOKEN_BYTES = 24
"""Random bytes in the address."""


def configure(parser: ArgumentParser) -> None:
    """Options of `carrel serve`."""
    add_paths(parser)
    parser.add_argument("--port", type=int, default=0, help="port; none: one that is free")


def run(arguments: Namespace) -> int:
    """Serve until interrupted."""
    if "-" in arguments.paths:
        complain("standard input cannot be served; name a file")
        return USAGE
    try:
        from aiohttp import web
        from textual_serve.server import Server
    except ImportError:
        complain("carrel serve needs textual-serve: pip install 'carrel[serve]'")
        return USAGE

    class Quiet(Server):
        """Says nothing when it starts; the address is printed here."""

        async def on_startup(self, app: web.Application) -> None:
            """Nothing."""

    async def closed_to_the_outside(request: web.Request, response: web.StreamResponse) -> None:
        # The page asks for a font of another host; neither that nor the token leaves this machine.
        response.headers["Content-Security-Policy"] = (
            f"default-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            f"connect-src 'self' ws://{HOST}:{port}; frame-ancestors 'none'"
        )
        response.headers["Referrer-Policy"] = "no-referrer"

    async def application() -> web.Application:
        outer = web.Application()
        outer.on_response_prepare.append(closed_to_the_outside)
        outer.add_subapp(f"/{token}", await server._make_app())
        return outer

    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, arguments.port))
        # From here on a browser waits instead of being refused: the address is printed next.
        listener.listen()
    except (OSError, OverflowError) as error:
        complain(f"port {arguments.port} cannot be used: {error}")
        return USAGE
    port, token = listener.getsockname()[1], secrets.token_urlsafe(TOKEN_BYTES)
    command = shlex.join([sys.executable, "-m", "tui", "--", *arguments.paths])
    server = Quiet(command, HOST, port, "carrel", f"http://{HOST}:{port}")
    print(f"http://{HOST}:{port}/{token}/", flush=True)
    narrate("open this address in a browser of this machine; Ctrl+C ends")
    web.run_app(application(), sock=listener, print=None)
    return DONE
