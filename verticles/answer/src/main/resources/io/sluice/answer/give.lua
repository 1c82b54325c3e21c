-- KEYS: the asker's key. ARGV: who took it, what it has from now on, for how long (ms).
-- Unless it is another's by now.
local found = redis.call('GET', KEYS[1])
if not found or found == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
end
return 0
