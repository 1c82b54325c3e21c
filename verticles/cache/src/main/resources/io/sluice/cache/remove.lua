-- KEYS: used, sizes, entry
return forget(KEYS[1], KEYS[2], KEYS[3])
