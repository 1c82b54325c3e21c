-- KEYS: what was taken. ARGV: who took it. Gone, unless it is another's by now.
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('DEL', KEYS[1])
end
return 0
