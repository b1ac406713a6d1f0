#!/usr/bin/env python3
"""smtp_server.py FOLDER: a mail server for tests. Listens on a free port of 127.0.0.1, writes it to
FOLDER/port, keeps each message as FOLDER/message-N.eml; answers 450 to again@…, 550 to nobody@….
Ends by itself after a minute."""
import os
import socket
import sys
import threading
import time

folder = sys.argv[1]
kept = 0


def answer(connection):
    global kept
    stream = connection.makefile("rwb")

    def say(line):
        stream.write(line.encode() + b"\r\n")
        stream.flush()

    say("220 test")
    while True:
        line = stream.readline()
        if not line:
            return
        word = line.decode().strip()
        verb = word.upper()
        if verb.startswith("EHLO") or verb.startswith("HELO"):
            say("250 test")
        elif verb.startswith("RCPT") and "again@" in word:
            say("450 mailbox busy")
        elif verb.startswith("RCPT") and "nobody@" in word:
            say("550 no such user")
        elif verb == "DATA":
            say("354 go on")
            body = b""
            while not body.endswith(b"\r\n.\r\n"):
                body += stream.readline()
            kept += 1
            with open(f"{folder}/message-{kept}.eml", "wb") as f:
                f.write(body[:-3])
            say("250 taken")
        elif verb == "QUIT":
            say("221 bye")
            return
        else:
            say("250 ok")


server = socket.create_server(("127.0.0.1", 0))
with open(f"{folder}/port.new", "w") as f:
    f.write(str(server.getsockname()[1]))
os.rename(f"{folder}/port.new", f"{folder}/port")


def serve():
    while True:
        connection, _ = server.accept()
        threading.Thread(target=answer, args=(connection,), daemon=True).start()


threading.Thread(target=serve, daemon=True).start()
time.sleep(60)
