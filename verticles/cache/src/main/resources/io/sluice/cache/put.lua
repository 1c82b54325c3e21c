-- Keeps an entry, unless a passage it rests on has gone since it was made, and makes room for it.
-- KEYS: history, used, sizes, entry, group
-- ARGV: epoch, made, value, size, keep for, now, room, most of a group, prefix of passages, passage…
local epoch, size, keep, now, room = tonumber(ARGV[1]), tonumber(ARGV[4]), tonumber(ARGV[5]),
    tonumber(ARGV[6]), tonumber(ARGV[7])
local history = redis.call('HMGET', KEYS[1], 'epoch', 'since')
if not history[1] then
  return 'unmet'
end
if epoch < tonumber(history[2]) then
  return 'outdated'
end
for i = 10, #ARGV do
  local gone = redis.call('HGET', KEYS[1], '-' .. ARGV[i])
  if gone and tonumber(gone) > epoch then
    return 'outdated'
  end
end

forget(KEYS[2], KEYS[3], KEYS[4])
if size > room then
  return 'no room'
end
for _, old in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now - keep, 'LIMIT', 0, 20)) do
  forget(KEYS[2], KEYS[3], old) -- its time was over, so nobody could want it
end
local all = redis.call('HINCRBY', KEYS[3], '', size)
while all > room do
  local oldest = redis.call('ZRANGE', KEYS[2], 0, 0)[1]
  if not oldest then
    redis.call('DEL', KEYS[3]) -- Redis itself has let go of what is there
    redis.call('HINCRBY', KEYS[3], '', size)
    break
  end
  forget(KEYS[2], KEYS[3], oldest)
  all = tonumber(redis.call('HGET', KEYS[3], ''))
end
redis.call('HSET', KEYS[3], KEYS[4], size)
redis.call('HSET', KEYS[4], 'epoch', ARGV[1], 'made', ARGV[2], 'value', ARGV[3], 'size', ARGV[4])
redis.call('PEXPIRE', KEYS[4], keep)
redis.call('ZADD', KEYS[2], now, KEYS[4])
if tonumber(ARGV[8]) > 0 then
  redis.call('ZADD', KEYS[5], now, KEYS[4])
  redis.call('ZREMRANGEBYRANK', KEYS[5], 0, -1 - tonumber(ARGV[8]))
  redis.call('PEXPIRE', KEYS[5], keep)
end
for i = 10, #ARGV do
  local on = ARGV[9] .. ARGV[i]
  redis.call('HSET', KEYS[4], '@' .. ARGV[i], 1)
  redis.call('ZREMRANGEBYSCORE', on, '-inf', now)
  redis.call('ZADD', on, now + keep, KEYS[4])
  if redis.call('PTTL', on) < keep then
    redis.call('PEXPIRE', on, keep)
  end
end
for _, key in ipairs({KEYS[1], KEYS[2], KEYS[3]}) do
  if redis.call('PTTL', key) < 2 * keep then
    redis.call('PEXPIRE', key, 2 * keep)
  end
end
return 'kept'
