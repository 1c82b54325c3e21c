-- Notes what came and went, and forgets the entries that rest on what went.
-- KEYS: history, used, sizes
-- ARGV: epoch before, epoch, keep for, most notes, prefix of passages, note…
local epoch = tonumber(ARGV[2])
local known = redis.call('HGET', KEYS[1], 'epoch')
if known and epoch <= tonumber(known) then
  return 0
end

local forgotten = 0
redis.call('HSET', KEYS[1], 'epoch', ARGV[2])
if not known or tonumber(known) ~= tonumber(ARGV[1]) then
  redis.call('HSET', KEYS[1], 'since', ARGV[2], 'grew', ARGV[2]) -- something was missed
end
for i = 6, #ARGV do
  local note = ARGV[i]
  redis.call('HSET', KEYS[1], note, ARGV[2])
  if note:sub(1, 1) == '+' then
    redis.call('HSET', KEYS[1], 'grew', ARGV[2])
  else
    local on = ARGV[5] .. note:sub(2)
    for _, entry in ipairs(redis.call('ZRANGE', on, 0, -1)) do
      local there = redis.call('HMGET', entry, 'epoch', '@' .. note:sub(2))
      if there[2] and tonumber(there[1]) < epoch then
        forgotten = forgotten + forget(KEYS[2], KEYS[3], entry)
      end
      if not there[2] or tonumber(there[1]) < epoch then
        redis.call('ZREM', on, entry) -- else it was made of what came back since
      end
    end
  end
end
if redis.call('HLEN', KEYS[1]) > tonumber(ARGV[4]) then
  redis.call('DEL', KEYS[1]) -- of what was made before nobody can say what became of it
  redis.call('HSET', KEYS[1], 'epoch', ARGV[2], 'since', ARGV[2], 'grew', ARGV[2])
end
if redis.call('PTTL', KEYS[1]) < 2 * tonumber(ARGV[3]) then
  redis.call('PEXPIRE', KEYS[1], 2 * tonumber(ARGV[3]))
end
return forgotten
