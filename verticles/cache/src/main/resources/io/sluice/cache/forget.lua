-- Before the scripts that take entries out.
local function forget(used, sizes, entry)
  local held = redis.call('HGET', sizes, entry)
  if held then
    redis.call('HDEL', sizes, entry)
    redis.call('HINCRBY', sizes, '', -held)
  end
  redis.call('ZREM', used, entry)
  return redis.call('DEL', entry)
end

