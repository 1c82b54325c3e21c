-- Notes what was used.
-- KEYS: requests, tokens, spent ARGV: interval and tolerance of tokens, how many, dollars
local interval, count = tonumber(ARGV[1]), tonumber(ARGV[3])
if interval > 0 and count > 0 then
  local time = redis.call('TIME')
  local now = time[1] * 1000000 + time[2]
  local used = math.max(tonumber(redis.call('GET', KEYS[2]) or 0), now) + count * interval
  redis.call('SET', KEYS[2], string.format('%.0f', used),
    'PX', math.ceil((used - now) / 1000) + 1000)
end
if tonumber(ARGV[4]) > 0 then
  redis.call('INCRBYFLOAT', KEYS[3], ARGV[4])
  redis.call('EXPIRE', KEYS[3], 172800)
end
return 1
