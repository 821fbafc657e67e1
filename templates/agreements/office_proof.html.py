BBBBBBB BBBBBBBBBBBBBBBBBBB
BBBBB BBBBB gettext(u'Attach a file') BBBBBBBB BBBBB
BBBBB BBBBXX XXXXXXXXXXXXXXXXXBBBBBBBB BBBB
BBBBB BBBBBB gettext(u'Attach the file') BBBBBBBB BBBBBB
BBBBB BBBBB
  XXX gettext(u'The file is kept byte for byte if it is a PDF. It cannot be exchanged later.') XXXX
BBBBBBBB BBBBB
