-- An entry, and what has become of its collection.
-- KEYS: history, used, entry… ARGV: now
local history = redis.call('HMGET', KEYS[1], 'epoch', 'since', 'grew')
local found = {history[1], history[2], history[3]}
for i = 3, #KEYS do
  local entry = redis.call('HMGET', KEYS[i], 'epoch', 'made', 'value', 'size')
  if entry[1] then
    redis.call('ZADD', KEYS[2], 'XX', ARGV[1], KEYS[i])
  end
  for part = 1, 4 do
    found[#found + 1] = entry[part]
  end
end
return found
