BBBBBBB BBBBBBBBBBBBBBBBBBB

BBBBB BBBBBBB BBBBBB gettext(u'Add a person') BBBB gettext(u'Change: %(person)s') SSSSSSS SSSSSSSSSSBBBBBBBBBBBBB

BBBBB BBBB
  XXX gettext(u'Business contact data only: no private addresses, no PESEL, nothing about health.') XXXX
BBBBBBBB BBBB
