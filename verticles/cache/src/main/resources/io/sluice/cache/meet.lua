-- Brings what is known of a collection here to what is known of it where it is: what was made before
-- anything that was missed is in doubt.
-- KEYS: history, used, sizes. ARGV: epoch, keep for, sure
local epoch = tonumber(ARGV[1])
local known = redis.call('HGET', KEYS[1], 'epoch')
if known and tonumber(known) > epoch then
  if ARGV[3] ~= 'sure' then
    return 'ahead'
  end
  -- It is another corpus by now, which counts from the start again.
  for _, entry in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
    redis.call('DEL', entry)
  end
  redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
  known = nil
end
if not known or tonumber(known) < epoch then
  redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'since', ARGV[1], 'grew', ARGV[1])
end
if redis.call('PTTL', KEYS[1]) < 2 * tonumber(ARGV[2]) then
  redis.call('PEXPIRE', KEYS[1], 2 * tonumber(ARGV[2]))
end
return 'met'
