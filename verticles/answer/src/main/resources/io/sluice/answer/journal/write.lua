-- KEYS: the answer. ARGV: the number of the event before the batch, the number of its last event, the
-- batch, how long it is kept (ms), the most entries.
-- 0 where Redis lost what was before: what is left is of no use. 1 where it is written, now or before.
local entry = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
local last = entry and tonumber(string.match(entry[1], '^%d+')) or 0
if last < tonumber(ARGV[1]) then
  redis.call('DEL', KEYS[1])
  return 0
end
if last < tonumber(ARGV[2]) then
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[5], ARGV[2] .. '-0', 'batch', ARGV[3])
end
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1
