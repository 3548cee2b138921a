# SPDX-License-Identifier: GPL-3.0-or-later
# html-links.py -- print what is wrong with pages in HTML: elements that are not
# closed, ids that occur twice, and links that lead nowhere
#
# Usage: html-links.py FILE...

import os
import sys
import urllib.parse
from html.parser import HTMLParser

VOID = {'br', 'hr', 'img', 'link', 'meta'}


class Page(HTMLParser):
    """The ids and links of a page, and its ERRORS."""

    def __init__(self, path):
        super().__init__()
        self.path = path
        self.open = []
        self.ids = set()
        self.links = []
        self.errors = []
        with open(path, encoding='utf-8') as file:
            self.feed(file.read())
        self.close()
        if self.open:
            self.complain('not closed: ' + ' '.join(self.open))

    def complain(self, text):
        self.errors.append(f'{self.path}:{self.getpos()[0]}: {text}')

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)
        self.look(attrs)

    def handle_startendtag(self, tag, attrs):
        if tag not in VOID:
            self.complain(f'closed at once: {tag}')
        self.look(attrs)

    def look(self, attrs):
        for name, value in attrs:
            if name == 'id':
                if value in self.ids:
                    self.complain(f'id twice: {value}')
                self.ids.add(value)
            elif name in ('href', 'src'):
                self.links.append((self.getpos()[0], value))

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.complain(f'closed, but not open: {tag}')
        else:
            self.open.pop()


pages = {os.path.realpath(path): Page(path) for path in sys.argv[1:]}
for path, page in pages.items():
    for error in page.errors:
        print(error)
    for line, link in page.links:
        target, _, fragment = link.partition('#')
        there = os.path.join(os.path.dirname(path), target) if target else path
        if '://' in target:
            continue
        if not os.path.exists(there):
            print(f'{page.path}:{line}: no such file: {link}')
        elif fragment and (os.path.realpath(there) not in pages
                           or urllib.parse.unquote(fragment)
                           not in pages[os.path.realpath(there)].ids):
            print(f'{page.path}:{line}: no such id: {link}')
sys.exit(any(page.errors for page in pages.values()))
