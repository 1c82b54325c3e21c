-- KEYS: the answer. ARGV: the number of the first event wanted, the most entries.
-- The entries from the one with that event on; the last one where it is not there yet.
local entry = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
if not entry then
  return {}
end
local from = tonumber(string.match(entry[1], '^%d+')) < tonumber(ARGV[1]) and entry[1] or ARGV[1]
return redis.call('XRANGE', KEYS[1], from, '+', 'COUNT', ARGV[2])
