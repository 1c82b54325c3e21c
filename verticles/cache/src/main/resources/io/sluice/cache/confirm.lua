-- An entry holds at this epoch, too, unless one of these passages has come since it was made.
-- KEYS: history, entry. ARGV: epoch, note…
local made = redis.call('HGET', KEYS[2], 'epoch')
local history = redis.call('HMGET', KEYS[1], 'epoch', 'since')
if not made or not history[1] or tonumber(made) < tonumber(history[2]) then
  return 0
end
for i = 2, #ARGV do
  local came = redis.call('HGET', KEYS[1], ARGV[i])
  if came and tonumber(came) > tonumber(made) then
    return 0
  end
end
local until_ = math.min(tonumber(ARGV[1]), tonumber(history[1]))
if until_ > tonumber(made) then
  redis.call('HSET', KEYS[2], 'epoch', string.format('%.0f', until_))
end
return 1
