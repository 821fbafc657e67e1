BBBBBBB BBBBBBBBBBBBBBBBBBB
BBBBB BBBBB
   gettext(u'Role: %(name)s') 
    SSSSS SSSSSSSS
  
BBBBBBBB BBBBB
BBBBB BBBB
  XXX gettext(u'A change ends all sessions of this person.') XXXX
BBBBBBBB BBBB
