"""Pictures of the desk: `python tests/preview/shoot.py FOLDER FILE.png [WIDTH HEIGHT]`.

The README's is of the example: FOLDER is `booklet`, FILE `tests/pictures/readme-preview.png`.
"""

import secrets
import sys
from pathlib import Path
from threading import Thread

from PIL import Image
from playwright.sync_api import sync_playwright

from posterbook.api.previewing import LiveDesk
from posterbook.preview import PreviewServer

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
COLOURS = 128


def main(folder, file, width="1280", height="800", press=""):
    desk = LiveDesk(Path(folder))
    desk.refresh()
    server = PreviewServer(desk, secrets.token_urlsafe(24))
    Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": int(width), "height": int(height)})
        page.goto(server.address)
        page.locator(".paper img[src], #over").first.wait_for()
        for key in press:
            page.keyboard.press(key)
        page.wait_for_timeout(1500)
        page.screenshot(path=file)
        browser.close()
    Image.open(file).convert("RGB").quantize(COLOURS).save(file, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
