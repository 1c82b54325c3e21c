-- Takes requests, if there is enough of everything; says what was there before.
-- KEYS: requests, tokens, spent
-- ARGV: interval and tolerance of requests, of tokens, dollars a day, how many are taken
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local requests = tonumber(redis.call('GET', KEYS[1]) or 0)
local tokens = tonumber(redis.call('GET', KEYS[2]) or 0)
local spent = redis.call('GET', KEYS[3]) or '0'

local function fits(used, count, interval, tolerance)
  return interval == 0 or math.max(used, now) + count * interval - tolerance <= now
end

local interval, count = tonumber(ARGV[1]), tonumber(ARGV[6])
local usd = tonumber(ARGV[5])
if interval > 0 and count > 0
    and fits(requests, count, interval, tonumber(ARGV[2]))
    and fits(tokens, 1, tonumber(ARGV[3]), tonumber(ARGV[4]))
    and (usd == 0 or tonumber(spent) < usd) then
  local used = math.max(requests, now) + count * interval
  redis.call('SET', KEYS[1], string.format('%.0f', used),
    'PX', math.ceil((used - now) / 1000) + 1000)
end
return {string.format('%.0f', now), string.format('%.0f', requests),
  string.format('%.0f', tokens), spent}
