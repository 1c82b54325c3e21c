-- KEYS: used, sizes, entry
local held = redis.call('HGET', KEYS[2], KEYS[3])
if held then
  redis.call('HDEL', KEYS[2], KEYS[3])
  redis.call('HINCRBY', KEYS[2], '', -held)
end
redis.call('ZREM', KEYS[1], KEYS[3])
return redis.call('DEL', KEYS[3])
