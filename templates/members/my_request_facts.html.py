XXX XXXXXXXXXXXXXX
  XXXX gettext(u'Person') XXXXX
  XXXX
    X 
  XXXXX
  XXXX gettext(u'Organisation') XXXXX
  XXXX
    
  XXXXX
  XXXX gettext(u'Function') XXXXX
  XXXX
    
  XXXXX
  XXXX gettext(u'Asked on') XXXXX
  XXXX
    FFFFFFF F FF FFFF
  XXXXX
  XXXX gettext(u'Message') XXXXX
  XXXX
    FFFFFFFFFFFFFFFFFFFFFFF
  XXXXX
XXXXX
