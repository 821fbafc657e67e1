BBBBBBB BBBBBBBBBBBBBBBBBBB
BBBBB BBBBB
   gettext(u'Add to the team') 
BBBBBBBB BBBBB
BBBBB BBBB
  XXX gettext(u"Officers do the office's work, coordinators also manage the team, auditors read everything and change nothing.") XXXX
BBBBBBBB BBBB
BBBBB BBBBBB
   gettext(u'Add') 
BBBBBBBB BBBBBB
