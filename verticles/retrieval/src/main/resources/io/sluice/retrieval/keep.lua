-- KEYS: the turn. ARGV: who wants or has it, for how many milliseconds, and whether he takes it or has it:
-- what is not there any more is not his any more. Gives 1 where it is his.
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] or not holder and ARGV[3] == 'has' then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
