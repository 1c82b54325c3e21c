-- An entry, and what has become of its collection.
-- KEYS: history, used, entry… ARGV: now
local history = redis.call('HMGET', KEYS[1], 'epoch', 'since', 'grew')
local found = {history[1], history[2], history[3]}

-- Whoever heard of a passage's going has forgotten what rests on it, unless Redis itself had let go of
-- what says so.
local function is_lost(key, made)
  if made == history[1] then
    return false
  end
  for _, field in ipairs(redis.call('HKEYS', key)) do
    if field:sub(1, 1) == '@' then
      local gone = redis.call('HGET', KEYS[1], '-' .. field:sub(2))
      if gone and tonumber(gone) > tonumber(made) then
        return true
      end
    end
  end
  return false
end

for i = 3, #KEYS do
  local entry = redis.call('HMGET', KEYS[i], 'epoch', 'made', 'value', 'size')
  if entry[1] and is_lost(KEYS[i], entry[1]) then
    entry = {false, false, false, false}
  end
  if entry[1] then
    redis.call('ZADD', KEYS[2], 'XX', ARGV[1], KEYS[i])
  end
  for part = 1, 4 do
    found[#found + 1] = entry[part]
  end
end
return found
