BBBBBBB BBBBBBBBBBBBBBBBBBB

BBBBB BBBBB gettext(u'End of a function') BBBBBBBB

BBBBB BBBB
  XXX gettext(u'%(person)s, %(function)s, %(partner)s. The function stays in the history; from the next day on no invitation goes out for it.') SSSSSSSSSSS SSSSSSSSSSSSS SSSSSSSSSSSS SSS SSSSSSSS SSSSS SS SSS SSSSSSSS SSSS SSS SSSS SSS SS SS SSSSSSSSSS SSSS SSS SSS SSSXXXX
BBBBBBBB BBBB

BBBBB BBBBBB gettext(u'End the function') BBBBBBBB
